# What `cmake --install` brings beside the binaries (each program installs itself where it is built): manual pages, a systemd
# unit, the user it runs as, and a commented config, which is never written over one that is there.

function(add_man_page program section)
  if(NOT TARGET ${program})
    return()
  endif()
  set(page "${CMAKE_BINARY_DIR}/man/${program}.${section}")
  set(template "${CMAKE_SOURCE_DIR}/packaging/${program}.${section}.in")
  add_custom_command(OUTPUT "${page}"
    COMMAND "${CMAKE_COMMAND}" "-DPROGRAM=$<TARGET_FILE:${program}>" "-DTEMPLATE=${template}" "-DOUTPUT=${page}"
      "-DVERSION=${PROJECT_VERSION}" -P "${CMAKE_SOURCE_DIR}/cmake/ManPage.cmake"
    DEPENDS ${program} "${template}" "${CMAKE_SOURCE_DIR}/cmake/ManPage.cmake"
    VERBATIM)
  add_custom_target(man_${program} ALL DEPENDS "${page}")
  install(FILES "${page}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}")
endfunction()

# A program built with a sanitizer or for fuzzing is not installed, and need not run to be built.
if(NOT ONRECORD_SANITIZE)
  add_man_page(onrecord 1)
  add_man_page(onrecord-indexer 1)
  add_man_page(onrecord-searchd 8)
endif()

if(TARGET PkgConfig::systemd)
  set(ONRECORD_SERVICE_TYPE notify)
  set(ONRECORD_SERVICE_WATCHDOG "WatchdogSec=30")
else()
  set(ONRECORD_SERVICE_TYPE exec)
  set(ONRECORD_SERVICE_WATCHDOG "# Built without libsystemd: no watchdog.")
endif()
install(FILES "${CMAKE_SOURCE_DIR}/packaging/onrecord.sysusers" DESTINATION lib/sysusers.d RENAME onrecord.conf)

# Unit and config name each other and the program by their full paths, which are known when the prefix is.
foreach(name CMAKE_SOURCE_DIR CMAKE_INSTALL_BINDIR ONRECORD_SERVICE_TYPE ONRECORD_SERVICE_WATCHDOG)
  install(CODE "set(${name} \"${${name}}\")")
endforeach()
install(SCRIPT cmake/InstallService.cmake)
