# What `cmake --install` brings beside the binaries (each program installs itself where it is built).
