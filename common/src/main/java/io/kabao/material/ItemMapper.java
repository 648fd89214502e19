package io.kabao.material;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ItemMapper {

    /**
     * One print of a batch.
     *
     * @param place from 0 on, in the order of printing
     * @param subjectId store or member of staff
     * @param codeId null: there was none
     * @param name of the store or person when it was asked for
     */
    record Item(
            long id,
            long merchantId,
            long batchId,
            int place,
            long subjectId,
            @Nullable Long codeId,
            String name) {}

    /** A print that could not be made, and why. */
    record Failure(long subjectId, String name, String failedAs) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO material_item (id, merchant_id, batch_id, place, subject_id, code_id, name, failed_as)
            VALUES
            <foreach collection="items" item="i" separator=",">
              (#{i.id}, #{i.merchantId}, #{i.batchId}, #{i.place}, #{i.subjectId}, #{i.codeId}, #{i.name}, NULL)
            </foreach>
            </script>
            """)
    int insert(List<Item> items);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, batch_id, place, subject_id, code_id, name
            FROM material_item
            WHERE merchant_id = #{merchantId} AND batch_id = #{batchId} AND place >= #{from}
            ORDER BY place
            LIMIT #{most}
            """)
    List<Item> from(long merchantId, long batchId, int from, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE material_item SET failed_as = #{code}
            WHERE merchant_id = #{merchantId} AND batch_id = #{batchId}
              AND place IN <foreach collection="places" item="p" open="(" separator="," close=")">#{p}</foreach>
            </script>
            """)
    int fail(long merchantId, long batchId, List<Integer> places, String code);

    /** The batch is begun anew. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_item SET failed_as = NULL
            WHERE merchant_id = #{merchantId} AND batch_id = #{batchId} AND failed_as IS NOT NULL
            """)
    int tryAgain(long merchantId, long batchId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT subject_id, name, failed_as FROM material_item
            WHERE merchant_id = #{merchantId} AND batch_id = #{batchId} AND failed_as IS NOT NULL
            ORDER BY place
            LIMIT #{most}
            """)
    List<Failure> failures(long merchantId, long batchId, int most);
}
