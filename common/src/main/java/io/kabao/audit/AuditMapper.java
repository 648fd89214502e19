package io.kabao.audit;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface AuditMapper extends BaseMapper<AuditRecord> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, at, realm, actor_id, ip, action, thing, thing_id, was, is_now, reason, approver_id
            FROM audit
            WHERE merchant_id = #{merchantId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<AuditRecord> list(long merchantId, long before, int rows);
}
