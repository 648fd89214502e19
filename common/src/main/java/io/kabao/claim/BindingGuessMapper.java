package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.LocalDate;
import java.util.Optional;
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
            VALUES (#{id}, #{merchantId}, #{subject}, #{day}, 1)
            ON DUPLICATE KEY UPDATE guesses = guesses + 1
            """)
    int count(Guess guess);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT guesses FROM binding_guess
            WHERE merchant_id = #{merchantId} AND subject = #{subject} AND day = #{day}
            """)
    Optional<Integer> counted(Guess guess);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE binding_guess SET guesses = guesses - 1
            WHERE merchant_id = #{merchantId} AND subject = #{subject} AND day = #{day} AND guesses > 0
            """)
    int giveBack(Guess guess);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM binding_guess WHERE day < #{before} LIMIT #{most}")
    int sweep(LocalDate before, int most);

    /** One guess of a day at or by a subject. */
    record Guess(long id, long merchantId, byte[] subject, LocalDate day) {}
}
