package io.kabao.image;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ImageMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO image (id, merchant_id, hash, format, width, height, size, data, unused_since, created_at, created_by)
            VALUES (#{image.id}, #{image.merchantId}, #{image.hash}, #{image.format}, #{image.width}, #{image.height},
                    #{image.size}, #{data}, #{image.createdAt}, #{image.createdAt}, #{image.createdBy})
            """)
    int insert(Image image, byte[] data);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, hash, format, width, height, size, created_at, created_by
            FROM image
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Image> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, hash, format, width, height, size, created_at, created_by
            FROM image
            WHERE merchant_id = #{merchantId} AND hash = #{hash}
            """)
    Optional<Image> findByHash(long merchantId, String hash);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT data FROM image WHERE merchant_id = #{merchantId} AND id = #{id}")
    Optional<Bytes> bytes(long merchantId, long id);

    /** Whoever knows the hash may see the picture; the same one of several merchants is the same. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT data FROM image WHERE hash = #{hash} AND format = #{format} LIMIT 1")
    Optional<Bytes> bytesOfHash(String hash, ImageFormat format);

    /** A picture's bytes. */
    @SuppressWarnings("ArrayRecordComponent") // Read and handed on, never compared.
    record Bytes(byte[] data) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT COUNT(*) AS count, COALESCE(SUM(size), 0) AS bytes FROM image WHERE merchant_id = #{merchantId}")
    Total total(long merchantId);

    /** What a merchant's pictures come to. */
    record Total(long count, long bytes) {}

    /** Uploaded once more: the day begins again. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE image SET unused_since = #{now}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND unused_since IS NOT NULL
            """)
    int renew(long merchantId, long id, Instant now);

    /** Holds the picture until the transaction ends and notes that it is used; 0 rows: there is none. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE image SET unused_since = NULL WHERE merchant_id = #{merchantId} AND id = #{id}")
    int use(long merchantId, long id);

    /** Runs over all merchants, in the order of ids. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id, merchant_id, unused_since FROM image WHERE id > #{after} ORDER BY id LIMIT #{most}")
    List<Seen> after(long after, int most);

    /** A picture as the sweep sees it; {@code unusedSince} null: in use when last looked at. */
    record Seen(long id, long merchantId, @Nullable Instant unusedSince) {}

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE image SET unused_since = NULL
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int usedAgain(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE image SET unused_since = #{now}
            WHERE merchant_id = #{merchantId} AND unused_since IS NULL
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int unusedFrom(long merchantId, Collection<Long> ids, Instant now);

    /** Whoever begins to use one holds it: by then it is unused no more and stays. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            <script>
            DELETE FROM image
            WHERE merchant_id = #{merchantId} AND unused_since &lt;= #{until}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int sweep(long merchantId, Collection<Long> ids, Instant until);
}
