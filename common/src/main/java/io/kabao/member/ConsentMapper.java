package io.kabao.member;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;

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
}
