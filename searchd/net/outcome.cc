// How a request ended, told to the log and the metrics; and the errors that the network side itself
// gives.
#include "searchd/net/outcome.h"

#include <exception>

#include "searchd/net/event_log.h"

namespace onrecord::net {
namespace {

/// Exceptions stop here.
template <class Out, class Fn>
Out guarded(Fn&& fn) try {
  return fn();
} catch (const std::exception& e) {
  log_event(LogLevel::error, "defect", {{"what", e.what()}});
  return Out{Error{Errc::internal, "a defect of this server; its log has the details"}};
}

/// wire::Response has no constructor from an Error; this has.
struct Answered {
  wire::Response response;
  explicit Answered(wire::Response r) : response(std::move(r)) {}
  explicit Answered(Error error) : response{{}, std::move(error)} {}
};

}  // namespace

std::string_view outcome_of(const wire::Response& response) {
  return response.error ? wire::name_of(response.error->code) : "ok";
}

wire::Response guarded_answer(Handler& handler, const wire::Request& request,
                              const search::Budget& budget) {
  if (Connection::Clock::now() >= budget.deadline)
    return {{}, Error{Errc::deadline, "no worker was free before the request's time was over"}};
  return guarded<Answered>([&] { return Answered(handler.answer(request, budget)); }).response;
}

Result<std::unique_ptr<Stream>> guarded_open(Handler& handler, const wire::Request& request,
                                             const search::Budget& budget) {
  using Out = Result<std::unique_ptr<Stream>>;
  return guarded<Out>([&] { return handler.open_stream(request, budget); });
}

wire::Response guarded_frame(Handler& handler, Stream& stream, const search::Budget& budget) {
  return guarded<Answered>([&] { return Answered(handler.next_frame(stream, budget)); }).response;
}

Error busy_error(const Limits& limits) {
  return Error{Errc::busy, "busy: " + std::to_string(limits.max_waiting) +
                               " requests wait already (max-waiting); try again later"};
}

Error full_error(const Limits& limits) {
  return Error{Errc::busy, "busy: " + std::to_string(limits.max_subscriptions) +
                               " subscriptions are open already (max-subscriptions); try again "
                               "later"};
}

void record(Service& service, const Connection& connection, std::string_view method,
            const wire::Request* request, std::string_view outcome,
            Connection::Clock::time_point arrived) {
  const auto took =
      std::chrono::duration_cast<std::chrono::microseconds>(Connection::Clock::now() - arrived);
  service.metrics.count_request(method, outcome, took);
  const LogLevel level = service.log_queries ? LogLevel::info : LogLevel::debug;
  if (!logs(level)) return;
  const std::string micros = std::to_string(took.count());
  const std::string name(method);
  if (service.log_queries && request != nullptr) {
    boost::json::object shown = request->arguments;
    shown.erase("token");
    log_event(level, "request",
              {{"peer", connection.peer()},
               {"method", name},
               {"outcome", std::string(outcome)},
               {"took_us", micros},
               {"arguments", boost::json::serialize(shown)}});
  } else {
    log_event(level, "request",
              {{"peer", connection.peer()},
               {"method", name},
               {"outcome", std::string(outcome)},
               {"took_us", micros}});
  }
}

void record_cut(Service& service, const Connection& connection, std::string_view reason) {
  service.metrics.count_cut(reason);
  log_event(LogLevel::info, "cut", {{"peer", connection.peer()}, {"reason", std::string(reason)}});
}

}  // namespace onrecord::net
