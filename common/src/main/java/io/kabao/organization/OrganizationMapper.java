package io.kabao.organization;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface OrganizationMapper extends BaseMapper<Organization> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM organization WHERE merchant_id = #{merchantId} AND root = 1")
    long rootOf(long merchantId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM organization WHERE merchant_id = #{merchantId} AND id = #{id})")
    boolean exists(long merchantId, long id);
}
