package io.kabao.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.Fault;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.http.Violations.Violation;
import java.time.Duration;
import java.util.List;
import me.chanjar.weixin.common.enums.TicketType;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real WxJava client against the stand-in, over the wire. */
class WxJavaTokenTest {
    private static final String STABLE = "/cgi-bin/stable_token";
    private static final String TICKET = "/cgi-bin/ticket/getticket";

    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());

    @BeforeEach
    void register() {
        caller.register("wx1", "s3cret");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void it_gets_a_token_and_two_different_tickets_with_one_token_call() throws WxErrorException {
        WxMpService mp = mp("s3cret");
        assertThat(mp.getAccessToken()).isNotBlank();
        String jsapi = mp.getTicket(TicketType.JSAPI);
        assertThat(mp.getTicket(TicketType.WX_CARD)).isNotBlank().isNotEqualTo(jsapi);
        assertThat(standIn.world().calls().of(STABLE)).hasSize(1);
        assertThat(standIn.world().violations().all()).isEmpty();
    }

    @Test
    void two_clients_of_one_app_share_the_stable_token() throws WxErrorException {
        assertThat(mp("s3cret").getAccessToken()).isEqualTo(mp("s3cret").getAccessToken());
    }

    @Test
    void after_two_hours_its_old_token_is_refused_and_it_fetches_a_new_one() throws WxErrorException {
        WxMpService mp = mp("s3cret");
        String old = mp.getAccessToken();
        standIn.world().clock().advance(Duration.ofHours(2));
        assertThat(mp.getTicket(TicketType.JSAPI)).isNotBlank();
        assertThat(mp.getAccessToken()).isNotEqualTo(old);
        assertThat(standIn.world().violations().all())
                .extracting(Violation::rule)
                .containsExactly("LIVE_TOKEN");
        assertThat(standIn.world().violations().all().getFirst().detail()).doesNotContain(old);
    }

    @Test
    void a_wrong_secret_is_40001_and_an_unknown_app_40013() {
        assertThat(codeOf(() -> mp("wrong").getAccessToken())).isEqualTo(40001);
        WxMpService stranger = mp("s3cret");
        ((WxMpDefaultConfigImpl) stranger.getWxMpConfigStorage()).setAppId("wx-unknown");
        assertThat(codeOf(stranger::getAccessToken)).isEqualTo(40013);
    }

    @Test
    void busy_and_over_quota_reach_the_caller_at_once_when_retries_are_off() throws WxErrorException {
        WxMpService mp = mp("s3cret");
        mp.getAccessToken();
        standIn.world().faults().order(Fault.errcode(TICKET, 45009, 1));
        assertThat(codeOf(() -> mp.getTicket(TicketType.JSAPI))).isEqualTo(45009);
        standIn.world().faults().order(Fault.errcode(TICKET, -1, 1));
        assertThatThrownBy(() -> mp.getTicket(TicketType.JSAPI)).isInstanceOf(WxRuntimeException.class);
        assertThat(mp.getTicket(TicketType.JSAPI)).isNotBlank();
        assertThat(standIn.world().calls().of(TICKET)).hasSize(3);
    }

    @Test
    void a_gateways_page_or_a_cut_answer_is_an_error_and_never_a_ticket() throws WxErrorException {
        WxMpService mp = mp("s3cret");
        mp.getAccessToken();
        for (var kind : List.of(
                Fault.Kind.HTML,
                Fault.Kind.TRUNCATED,
                Fault.Kind.RESET,
                Fault.Kind.REFUSED,
                Fault.Kind.TIMEOUT_BEFORE,
                Fault.Kind.TIMEOUT_AFTER)) {
            // HttpClient sends a call again up to three times where the connection was closed without a byte.
            standIn.world().faults().order(Fault.of(TICKET, kind, 10));
            assertThatThrownBy(() -> mp.getTicket(TicketType.JSAPI))
                    .as(kind.name())
                    .isNotNull();
            standIn.world().faults().clear();
        }
        assertThat(mp.getTicket(TicketType.JSAPI)).isNotBlank();
    }

    private WxMpService mp(String secret) {
        var config = new WxMpDefaultConfigImpl();
        config.setAppId("wx1");
        config.setSecret(secret);
        config.useStableAccessToken(true);
        config.setHostConfig(new WxMpHostConfig(standIn.url(), standIn.url(), standIn.url()));
        var mp = new WxMpServiceImpl();
        mp.setWxMpConfigStorage(config);
        mp.setMaxRetryTimes(0);
        return mp;
    }

    private static int codeOf(ThrowingCallable call) {
        try {
            call.call();
        } catch (WxErrorException e) {
            return e.getError().getErrorCode();
        } catch (Throwable e) {
            throw new AssertionError("not a WeChat error", e);
        }
        throw new AssertionError("no error at all");
    }
}
