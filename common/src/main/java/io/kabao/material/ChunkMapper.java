package io.kabao.material;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface ChunkMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO material_chunk (id, merchant_id, batch_id, place, data)
            VALUES (#{id}, #{merchantId}, #{batchId}, #{place}, #{data})
            """)
    int insert(Chunk chunk);

    /** A piece of a file with its place, counted from 0 on. */
    @SuppressWarnings("ArrayRecordComponent") // Stored once, never compared.
    record Chunk(long id, long merchantId, long batchId, int place, byte[] data) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT data FROM material_chunk
            WHERE merchant_id = #{merchantId} AND batch_id = #{batchId} AND place = #{place}
            """)
    Optional<Data> find(long merchantId, long batchId, int place);

    /** A piece of a file. */
    @SuppressWarnings("ArrayRecordComponent") // Written to an answer, never compared.
    record Data(byte[] data) {}

    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            DELETE FROM material_chunk
            WHERE merchant_id = #{merchantId} AND batch_id = #{batchId}
            ORDER BY place
            LIMIT #{most}
            """)
    int delete(long merchantId, long batchId, int most);
}
