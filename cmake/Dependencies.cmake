# What is used from the system, each from a Debian 12 package (scripts/packages.txt lists them).

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n data)
find_package(LibXml2 REQUIRED)
find_package(LibArchive 3.6 REQUIRED)

pkg_check_modules(xapian_core REQUIRED IMPORTED_TARGET xapian-core>=1.4.22)
add_library(Xapian::Xapian ALIAS PkgConfig::xapian_core)

pkg_check_modules(systemd IMPORTED_TARGET libsystemd)

# Xapian's maps of small strings take a quarter less time with it (tests/bench/index_speed.cc).  A sanitizer brings its own.
if(NOT ONRECORD_SANITIZE)
  find_package(mimalloc REQUIRED)
endif()

find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
add_library(cld2::cld2 INTERFACE IMPORTED)
target_include_directories(cld2::cld2 INTERFACE "${CLD2_INCLUDE_DIR}")
target_link_libraries(cld2::cld2 INTERFACE "${CLD2_LIBRARY}")

find_path(ASIO_INCLUDE_DIR asio.hpp REQUIRED)
add_library(asio::asio INTERFACE IMPORTED)
target_include_directories(asio::asio INTERFACE "${ASIO_INCLUDE_DIR}")
target_compile_definitions(asio::asio INTERFACE ASIO_STANDALONE ASIO_NO_DEPRECATED)
target_link_libraries(asio::asio INTERFACE Threads::Threads)
