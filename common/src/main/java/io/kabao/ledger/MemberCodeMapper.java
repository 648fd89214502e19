package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;

@Mapper
interface MemberCodeMapper {

    /** Errors: DuplicateKeyException when the merchant has this very code already. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO member_code (id, merchant_id, code_hash, card_id, made_at, expires_at)
            VALUES (#{id}, #{merchantId}, #{codeHash}, #{cardId}, #{madeAt}, #{expiresAt})
            """)
    int insert(MemberCode code);

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM member_code WHERE expires_at <= #{before} ORDER BY expires_at LIMIT #{most}")
    int sweep(Instant before, int most);
}
