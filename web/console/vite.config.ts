import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { precompiledMessages } from './messages.ts';

export default defineConfig({
  base: '/console/',
  plugins: [vue(), precompiledMessages()],
  resolve: {
    // The entry without the message compiler; messages arrive compiled.
    alias: [{ find: /^vue-i18n$/, replacement: 'vue-i18n/dist/vue-i18n.runtime.mjs' }],
  },
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
  },
  build: {
    outDir: 'target/classes/META-INF/resources/console',
    emptyOutDir: true,
    license: { fileName: 'licenses.md' },
    // A file never inlined as data: is one reason less to widen the content security policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/admin': 'http://127.0.0.1:8082' } },
  test: { include: ['src/**/*.test.ts'] },
});
