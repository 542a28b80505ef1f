# cmake -DFILES=a;b -DOUTPUT=c -P embed.cmake: the files as bytes of a C file (html_parts.h).
set(source "/* Made from explain/ by embed.cmake. */\n#include \"daemon/tools/html_parts.h\"\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  string(MAKE_C_IDENTIFIER html_${name} symbol)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
  string(APPEND source "\nstatic const unsigned char ${symbol}_bytes[] = {\n${bytes}};\n"
    "const struct html_file ${symbol} = {${symbol}_bytes, sizeof ${symbol}_bytes};\n")
endforeach()
file(WRITE ${OUTPUT} "${source}")
