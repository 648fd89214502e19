package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface BindingGuessMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
        INSERT INTO binding_guess (id, merchant_id, subject, day, guesses)
        VALUES (#{id}, #{merchantId}, #{subject}, #{day}, 0)
        ON DUPLICATE KEY UPDATE guesses = guesses
        """)
    int begin(Guess guess);

    /** Wrong guesses so far; nobody else judges a guess of the same until the transaction ends. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT guesses FROM binding_guess
        WHERE merchant_id = #{merchantId} AND subject = #{subject} AND day = #{day}
        FOR UPDATE
        """)
    int lock(Guess guess);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
        UPDATE binding_guess SET guesses = guesses + 1
        WHERE merchant_id = #{merchantId} AND subject = #{subject} AND day = #{day}
        """)
    int count(Guess guess);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            <script>
            DELETE FROM binding_guess
            WHERE merchant_id = #{merchantId}
              AND subject IN <foreach collection="subjects" item="s" open="(" separator="," close=")">#{s}</foreach>
            </script>
            """)
    int delete(long merchantId, List<byte[]> subjects);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM binding_guess WHERE day < #{before} LIMIT #{most}")
    int sweep(LocalDate before, int most);

    /** One guess of a day at or by a subject. */
    record Guess(long id, long merchantId, byte[] subject, LocalDate day) {}
}
