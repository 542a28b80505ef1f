# The Debian packages, as `scripts/package` makes them: indicatord (programs, unit, configuration, manual),
# libindicatord0 (the consumers' library) and libindicatord-dev (headers, pkg-config). They are meant for a prefix of
# /usr; what a package needs to run is found in its binaries (dpkg-shlibdeps).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The indicatord authors <indicatord@localhost>")
set(CPACK_SET_DESTDIR ON) # the configuration's path is absolute
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL service library development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_SERVICE_PACKAGE_NAME indicatord)
set(CPACK_DEBIAN_SERVICE_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVICE_PACKAGE_DEPENDS "systemd, init-system-helpers (>= 1.54)")
set(CPACK_DEBIAN_SERVICE_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_SERVICE_DESCRIPTION "figures out of Vietnamese local-government news, as a feed
A daemon takes articles from a folder, extracts their indicators with units, plans and changes, keeps them in a
journal and publishes them by ZeroMQ; indicatorctl does the same at the command line.")
set(debian ${CMAKE_CURRENT_SOURCE_DIR}/debian)
set(CPACK_DEBIAN_SERVICE_PACKAGE_CONTROL_EXTRA
  ${debian}/conffiles ${debian}/postinst ${debian}/prerm ${debian}/postrm)

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libindicatord0)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "consumer of indicatord's feed, and its extraction, as a library")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libindicatord-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libindicatord0 (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "headers of libindicatord0")

foreach(component service library development)
  string(TOUPPER ${component} upper)
  install(FILES ${CMAKE_SOURCE_DIR}/LICENSE RENAME copyright COMPONENT ${component}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME} EXCLUDE_FROM_ALL)
endforeach()
include(CPack)
