// Ctrl-C and SIGTERM: the first asks to stop, the second ends the program.
#pragma once

namespace onrecord::build {

/// Takes over SIGINT and SIGTERM for the whole program: the first one is remembered and wakes who
/// waits on the descriptor, the second one ends the process at once with status 130.  SIGPIPE is
/// ignored.  Call once, before threads are started.
void watch_interrupts();
/// Whether the first one has come.  From any thread.
bool interrupted();
/// Becomes readable when the first one has come; -1 before watch_interrupts().
int interrupt_descriptor();

}  // namespace onrecord::build
