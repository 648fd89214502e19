package io.kabao.member;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface NameStartMapper {

    /** One beginning of a member's name. */
    record Start(long id, long merchantId, long memberId, byte[] hash) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO member_name_start (id, merchant_id, member_id, start_hash) VALUES
            <foreach collection="starts" item="s" separator=",">
              (#{s.id}, #{s.merchantId}, #{s.memberId}, #{s.hash})
            </foreach>
            </script>
            """)
    int insert(List<Start> starts);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM member_name_start WHERE merchant_id = #{merchantId} AND member_id = #{memberId}")
    int delete(long merchantId, long memberId);

    /** Members whose names begin so, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT member_id FROM member_name_start
            WHERE merchant_id = #{merchantId} AND start_hash = #{hash} AND member_id < #{before}
            ORDER BY member_id DESC
            LIMIT #{rows}
            """)
    List<Long> find(long merchantId, byte[] hash, long before, int rows);
}
