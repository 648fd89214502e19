package io.kabao.claim;

import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.stereotype.Component;

/**
 * Asks WeChat whether somebody follows who does not as far as we know; of one person at most once in a while, and whoever
 * wants to know meanwhile gets that answer.
 */
@Component
class AskedFollows {

    /** How long an answer stands: somebody who is told to follow first does, and comes back. */
    static final Duration STANDS = Duration.ofSeconds(10);

    /** With so many all are forgotten. */
    private static final int PEOPLE_MOST = 10_000;

    private final OfficialAccount accounts;
    private final Identities identities;
    private final Clock clock;
    private final ConcurrentHashMap<Long, Question> questions = new ConcurrentHashMap<>();

    AskedFollows(OfficialAccount accounts, Identities identities, Clock clock) {
        this.accounts = accounts;
        this.identities = identities;
        this.clock = clock;
    }

    private record Question(Instant askedAt, FutureTask<Boolean> answer) {}

    /** Whether the person follows, by the newest answer. Calls WeChat, so never inside a transaction. Errors: those of WeChat. */
    boolean follows(WechatApp account, Identity person) {
        var now = clock.instant();
        if (questions.size() >= PEOPLE_MOST) {
            questions.clear();
        }
        var question = Objects.requireNonNull(questions.compute(
                person.id(),
                (_, before) -> before != null && now.isBefore(before.askedAt().plus(STANDS))
                        ? before
                        : new Question(now, new FutureTask<>(() -> asked(account, person, now)))));
        // Whoever comes first does the asking, and the others wait for it.
        question.answer().run();
        return answerOf(person, question);
    }

    private boolean answerOf(Identity person, Question question) {
        try {
            return question.answer().get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        } catch (ExecutionException e) {
            // No answer stands for nothing.
            questions.remove(person.id(), question);
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        }
    }

    private boolean asked(WechatApp account, Identity person, Instant now) {
        var follows = accounts.follower(account, person.openid()).following();
        if (follows) {
            // In whole seconds, as pushes tell them: an unfollow of this second may come after.
            identities.follow(person, true, now.truncatedTo(ChronoUnit.SECONDS));
        }
        return follows;
    }
}
