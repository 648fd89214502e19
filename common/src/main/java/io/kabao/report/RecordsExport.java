package io.kabao.report;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.merchant.Merchants;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The txns of a merchant as a file, read page by page, so that a long one takes no more memory than a short one. */
@Service
public class RecordsExport {

    /** Rows of one file; beyond them it says that it ends. */
    public static final int ROWS_MOST = 2_000_000;

    private static final int ROWS_AT_ONCE = 1_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;
    private static final String CUT_OFF = "已达行数上限，请缩小范围后再导出";

    private static final List<String> HEADER = List.of(
            "时间",
            "流水号",
            "类型",
            "业务单号",
            "订单号",
            "门店",
            "经办人",
            "会员卡号",
            "本金变动（元）",
            "赠送金变动（元）",
            "冻结变动（元）",
            "其他收款（元）",
            "收款方式",
            "积分变动",
            "变动后余额（元）",
            "变动后积分",
            "冲正流水号",
            "操作员",
            "复核人",
            "原因");

    private final Records records;
    private final Txns txns;
    private final Merchants merchants;
    private final Audit audit;
    private final TransactionTemplate inTransaction;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    RecordsExport(Records records, Txns txns, Merchants merchants, Audit audit, TransactionTemplate inTransaction) {
        this.records = records;
        this.txns = txns;
        this.merchants = merchants;
        this.audit = audit;
        this.inTransaction = inTransaction;
    }

    /** Where the file goes. */
    @FunctionalInterface
    public interface Answer {

        /** Begins it: nothing is refused from here on. */
        OutputStream begin() throws IOException;
    }

    /**
     * Writes the file and puts on record that the actor took it. Errors: {@link ReportError#EXPORT_RUNNING} and those of
     * {@link Records#list}, all before the answer begins.
     */
    public void write(Actor actor, TxnSearch search, Answer answer) throws IOException {
        var look = records.look(actor.reach(), search);
        var merchant = merchants.require(actor.merchantId());
        if (!running.add(merchant.id())) {
            throw new BusinessError(ReportError.EXPORT_RUNNING);
        }
        try {
            var taken = new Change("TXNS_EXPORTED", "BOOKS", null, null, search, null);
            inTransaction.executeWithoutResult(_ -> audit.record(actor, taken));
            write(answer.begin(), merchant.id(), look, merchant.zoneId());
        } finally {
            running.remove(merchant.id());
        }
    }

    private void write(OutputStream out, long merchantId, Records.Look look, ZoneId zone) throws IOException {
        var csv = new Csv(out);
        csv.row(HEADER);
        var before = Long.MAX_VALUE;
        for (var rows = 0; rows < ROWS_MOST; rows += ROWS_AT_ONCE) {
            var ids = look.below(before, ROWS_AT_ONCE);
            for (var txn : txns.of(merchantId, ids, LANGUAGE)) {
                csv.row(cells(txn, zone));
            }
            if (ids.size() < ROWS_AT_ONCE) {
                return;
            }
            before = ids.getLast();
        }
        csv.row(List.of(CUT_OFF));
    }

    private static List<String> cells(Txn txn, ZoneId zone) {
        var place = txn.place();
        var reverses = txn.reverses();
        return List.of(
                TIME.format(txn.at().atZone(zone)),
                Long.toString(txn.id()),
                Csv.text(txn.title()),
                Csv.text(txn.bizNo()),
                text(txn.orderNo()),
                text(place.storeName()),
                text(place.staffName()),
                text(place.cardNumber()),
                Csv.yuan(txn.principalFen()),
                Csv.yuan(txn.bonusFen()),
                Csv.yuan(txn.heldFen()),
                Csv.yuan(txn.paidFen()),
                Csv.text(txn.means().stream().map(Txn.Paid::kind).collect(Collectors.joining("、"))),
                Long.toString(txn.points()),
                Csv.yuan(txn.balanceAfterFen()),
                Long.toString(txn.pointsAfter()),
                reverses == null ? "" : Long.toString(reverses.id()),
                number(txn.by().actorId()),
                number(txn.by().approverId()),
                text(txn.by().reason()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : Csv.text(text);
    }

    private static String number(@Nullable Long number) {
        return number == null ? "" : Long.toString(number);
    }
}
