package io.kabao.door;

import static org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE;

import com.fasterxml.jackson.databind.JavaType;
import io.kabao.access.AnyOperator;
import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.PlatformOnly;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RequestPart;

/** The published OpenAPI: ids are strings, and each operation says what its caller must be allowed to do. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class, SignedInOperator.class, Reach.class)
                .addResponseWrapperToIgnore(Edit.class);
    }

    @Bean
    OpenAPI api(Environment settings) {
        return new OpenAPI()
                .servers(List.of(new Server().url("/")))
                .info(new Info()
                        .title("Kabao " + settings.getProperty("kabao.app", ""))
                        .version("1"))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)));
    }

    @Bean
    OperationCustomizer admission() {
        return (operation, handler) -> {
            var permission = handler.getMethodAnnotation(OperatorMay.class);
            if (permission != null) {
                operation.addExtension(
                        "x-permission",
                        Arrays.stream(permission.value()).map(Permission::name).collect(Collectors.joining(",")));
            }
            if (handler.hasMethodAnnotation(StepUp.class)) {
                operation.addExtension("x-step-up", true);
            }
            if (permission != null
                    || handler.hasMethodAnnotation(AnyOperator.class)
                    || handler.hasMethodAnnotation(PlatformOnly.class)) {
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            }
            return operation;
        };
    }

    /** A file comes in parts, whatever other bodies are. */
    @Bean
    OperationCustomizer filesComeInParts() {
        return (operation, handler) -> {
            var form = new ObjectSchema();
            for (var parameter : handler.getMethodParameters()) {
                var part = parameter.getParameterAnnotation(RequestPart.class);
                if (part != null) {
                    form.addProperty(part.value(), new BinarySchema());
                    form.addRequiredItem(part.value());
                }
            }
            if (form.getProperties() != null) {
                var content = new Content().addMediaType(MULTIPART_FORM_DATA_VALUE, new MediaType().schema(form));
                operation.setRequestBody(new RequestBody().required(true).content(content));
            }
            return operation;
        };
    }

    /** An id in a path or inside an {@link Edit} hides its mark; every 64-bit integer called id is one. */
    @Bean
    OpenApiCustomizer idsAreStringsEverywhere() {
        return api -> {
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .filter(operation -> operation.getParameters() != null)
                    .flatMap(operation -> operation.getParameters().stream())
                    .filter(parameter -> isHiddenId(parameter.getName(), parameter.getSchema()))
                    .forEach(parameter -> parameter.setSchema(new StringSchema()));
            if (api.getComponents().getSchemas() != null) {
                api.getComponents().getSchemas().values().forEach(ApiDescription::showIds);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static void showIds(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().replaceAll((name, of) -> isHiddenId(name, of) ? new StringSchema() : of);
        }
    }

    private static boolean isHiddenId(String name, @Nullable Schema<?> schema) {
        return schema != null && "int64".equals(schema.getFormat()) && (name.equals("id") || name.endsWith("Id"));
    }

    @Bean
    PropertyCustomizer idsAreStrings() {
        return (schema, type) -> isId(type) ? new StringSchema().description("id") : schema;
    }

    private static boolean isId(AnnotatedType type) {
        return type.getCtxAnnotations() != null
                && Arrays.stream(type.getCtxAnnotations()).anyMatch(JsonId.class::isInstance)
                && !(type.getType() instanceof JavaType java && java.isContainerType());
    }
}
