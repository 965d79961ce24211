# Installs the systemd unit, and the config unless one is there: /etc for the prefixes /usr and /usr/local, else PREFIX/etc.

if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?/?$")
  set(ONRECORD_CONFIG_DIR /etc/onrecord)
else()
  set(ONRECORD_CONFIG_DIR "${CMAKE_INSTALL_PREFIX}/etc/onrecord")
endif()
set(ONRECORD_BIN_DIR "${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}")

set(unit "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/systemd/system/onrecord.service")
message(STATUS "Installing: ${unit}")
configure_file("${CMAKE_SOURCE_DIR}/packaging/onrecord.service.in" "${unit}" @ONLY)

if(EXISTS "$ENV{DESTDIR}${ONRECORD_CONFIG_DIR}/onrecord.conf")
  message(STATUS "Kept: $ENV{DESTDIR}${ONRECORD_CONFIG_DIR}/onrecord.conf")
else()
  file(INSTALL DESTINATION "${ONRECORD_CONFIG_DIR}" TYPE FILE FILES "${CMAKE_SOURCE_DIR}/packaging/onrecord.conf")
endif()
