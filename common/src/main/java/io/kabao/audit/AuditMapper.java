package io.kabao.audit;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface AuditMapper extends BaseMapper<AuditRecord> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, at, realm, actor_id, ip, action, thing, thing_id, was, is_now, reason, approver_id,
                   refused_as, path
            FROM audit
            WHERE merchant_id = #{merchantId} AND id &lt; #{before} AND id &gt;= #{search.fromId}
            <if test="search.actorId != null">AND actor_id = #{search.actorId}</if>
            <if test="search.realm != null">AND realm = #{search.realm}</if>
            <if test="search.thing != null">AND thing = #{search.thing}</if>
            <if test="search.thingId != null">AND thing_id = #{search.thingId}</if>
            <if test="search.action != null">AND action = #{search.action}</if>
            <if test="search.refused != null">AND (refused_as IS NOT NULL) = #{search.refused}</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<AuditRecord> list(
            @Param("merchantId") long merchantId,
            @Param("search") AuditSearch search,
            @Param("before") long before,
            @Param("rows") int rows);
}
