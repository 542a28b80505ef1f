# cmake -DFILES=a;b -DOUTPUT=c -P embed.cmake: writes the bytes of the files as one C file (builtin.h).
set(arrays "")
set(list "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  string(MAKE_C_IDENTIFIER ${name} symbol)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "static const unsigned char ${symbol}[] = {\n${bytes}};\n\n")
  string(APPEND list "    {\"${name}\", ${symbol}, sizeof ${symbol}},\n")
endforeach()
file(WRITE ${OUTPUT}
  "/* Made from the tables by embed.cmake. */\n#include \"daemon/lang/builtin.h\"\n\n${arrays}"
  "const struct builtin_file builtin_files[] = {\n${list}};\n"
  "const size_t builtin_file_count = sizeof builtin_files / sizeof builtin_files[0];\n")
