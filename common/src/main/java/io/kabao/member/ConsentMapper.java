package io.kabao.member;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface ConsentMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO consent (id, merchant_id, member_id, kind, doc_version, given, at) VALUES
            <foreach collection="consents" item="c" separator=",">
              (#{c.id}, #{c.merchantId}, #{c.memberId}, #{c.kind}, #{c.docVersion}, #{c.given}, #{c.at})
            </foreach>
            </script>
            """)
    int insert(List<Consent> consents);

    /** All that was ever said, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, member_id, kind, doc_version, given, at
            FROM consent
            WHERE merchant_id = #{merchantId} AND member_id = #{memberId}
            ORDER BY id DESC
            LIMIT #{most}
            """)
    List<Consent> all(long merchantId, long memberId, int most);

    /** What counts of each kind: the newest row. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT c.id, c.merchant_id, c.member_id, c.kind, c.doc_version, c.given, c.at
            FROM consent c
            WHERE c.merchant_id = #{merchantId} AND c.member_id = #{memberId}
              AND c.id IN (SELECT MAX(n.id) FROM consent n
                           WHERE n.merchant_id = #{merchantId} AND n.member_id = #{memberId}
                           GROUP BY n.kind)
            ORDER BY c.kind
            """)
    List<Consent> newest(long merchantId, long memberId);
}
