// Catch2, version 2 or 3, and how it shows our results.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "proto/result.h"

/// `REQUIRE(result)` shows the error's message when it fails; the value need not be printable.
template <class T>
struct Catch::StringMaker<onrecord::Result<T>> {
  static std::string convert(const onrecord::Result<T>& result) {
    return result ? "a value" : "an error: " + result.error().message;
  }
};
