package io.kabao.sandbox.wechat.push;

import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.Message;
import io.kabao.sandbox.wechat.push.Push.Attempt;
import io.kabao.sandbox.wechat.push.Push.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Carries one push to the app once, judges the answer, and gives the person what the app replies. */
final class Courier {
    private static final long ANSWER_BYTES = 65_536;
    private static final String APOLOGY = "该公众号提供的服务出现故障，请稍后再试";

    private final World world;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Courier(World world) {
        this.world = world;
    }

    /** Where a push goes, and what the entity of a forged one asks for. */
    record Route(Callback callback, URI canary) {}

    private record Answer(Outcome outcome, int status, String body) {}

    /** One attempt, its answer judged and its reply delivered. */
    Attempt carry(Route route, Push push, Manner manner) {
        Callback callback = route.callback();
        Instant at = world.clock().instant();
        var letter = Letter.of(route, push, manner, at);
        long begin = System.nanoTime();
        Answer answer = send(
                HttpRequest.newBuilder(letter.to())
                        .header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString(letter.body()))
                        .build(),
                callback.patience());
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        var attempt = judge(
                callback,
                push,
                new Attempt(at, manner.forgery(), answer.status(), millis, answer.outcome(), null),
                answer.body());
        push.note(attempt);
        return attempt;
    }

    /** Asks the app whether it knows the token: true where it answers the words and nothing else. */
    boolean verify(Callback callback, String words) {
        var question = Letter.question(callback, words, world.clock().instant());
        Answer answer = send(HttpRequest.newBuilder(question.to()).build(), callback.patience());
        return answer.status() == 200 && answer.body().equals(words);
    }

    private Answer send(HttpRequest request, Duration patience) {
        var sending = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES));
        try {
            HttpResponse<String> response = sending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            boolean taken = response.statusCode() >= 200 && response.statusCode() < 300;
            return new Answer(taken ? Outcome.ACCEPTED : Outcome.REFUSED, response.statusCode(), response.body());
        } catch (TimeoutException e) {
            sending.cancel(true);
            return new Answer(Outcome.TIMED_OUT, 0, "");
        } catch (ExecutionException e) {
            return new Answer(Outcome.UNREACHABLE, 0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Outcome.UNREACHABLE, 0, "");
        }
    }

    private Attempt judge(Callback callback, Push push, Attempt attempt, String body) {
        String what = "push " + push.id() + " of " + callback.appId();
        if (attempt.outcome() == Outcome.TIMED_OUT) {
            long waited = callback.patience().toMillis();
            world.violations().report("SLOW_CALLBACK", what + " was not answered within " + waited + " ms");
        }
        if (attempt.outcome() != Outcome.ACCEPTED) {
            return attempt;
        }
        if (attempt.forgery().mustBeRefused()) {
            world.violations().report("FORGED_PUSH_ACCEPTED", what + ": " + attempt.forgery());
        }
        try {
            Map<String, String> reply = ReplyJudge.read(callback, push, body);
            if (push.isUnsubscribe() && !reply.isEmpty()) {
                return wrong(attempt, "REPLY_TO_UNSUBSCRIBE", what, "the person has gone");
            }
            if (reply.isEmpty()) {
                return attempt;
            }
            deliver(push, Message.Kind.PASSIVE, reply);
            return as(attempt, Outcome.REPLIED, null);
        } catch (IllegalArgumentException e) {
            if (!push.isUnsubscribe()) {
                deliver(push, Message.Kind.SYSTEM, Map.of("MsgType", "text", "Content", APOLOGY));
            }
            return wrong(attempt, "CALLBACK_ANSWER", what, String.valueOf(e.getMessage()));
        }
    }

    private Attempt wrong(Attempt attempt, String rule, String what, String why) {
        world.violations().report(rule, what + " was answered wrongly: " + why);
        return as(attempt, Outcome.WRONG, why);
    }

    private static Attempt as(Attempt attempt, Outcome outcome, @Nullable String wrong) {
        return new Attempt(attempt.at(), attempt.forgery(), attempt.status(), attempt.millis(), outcome, wrong);
    }

    void deliver(Push push, Message.Kind kind, Map<String, String> reply) {
        String type = reply.getOrDefault("MsgType", "text");
        String text = reply.getOrDefault("Content", reply.getOrDefault("Articles.item.Title", ""));
        push.tie()
                .person()
                .receive(new Message(world.clock().instant(), push.tie().appId(), kind, type, text, reply, push.id()));
    }
}
