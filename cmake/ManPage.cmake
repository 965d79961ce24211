# Makes a manual page out of its template and what the program's own --help prints, so that the two cannot disagree.
# cmake -DPROGRAM=… -DTEMPLATE=… -DOUTPUT=… -DVERSION=… -P ManPage.cmake
set(ENV{COLUMNS} 80)
# A program with commands tells the options of all of them.
execute_process(COMMAND "${PROGRAM}" --help-all OUTPUT_VARIABLE HELP RESULT_VARIABLE NO_COMMANDS ERROR_QUIET)
if(NOT NO_COMMANDS EQUAL 0)
  execute_process(COMMAND "${PROGRAM}" --help OUTPUT_VARIABLE HELP COMMAND_ERROR_IS_FATAL ANY)
endif()
string(STRIP "${HELP}" HELP)
string(REPLACE "\\" "\\e" HELP "${HELP}")
string(REPLACE "-" "\\-" HELP "${HELP}")
# A line that begins with a dot or an apostrophe would be a request of roff.
string(REGEX REPLACE "\n([.'])" "\n\\\\\\\\&\\1" HELP "${HELP}")
configure_file("${TEMPLATE}" "${OUTPUT}" @ONLY)
