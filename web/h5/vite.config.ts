import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/m/',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: 'target/classes/META-INF/resources/m',
    emptyOutDir: true,
    license: { fileName: 'licenses.md' },
    // A file never inlined as data: is one reason less to widen the content security policy.
    assetsInlineLimit: 0,
    // Old phones keep old web views inside WeChat.
    target: ['chrome87', 'safari14'],
  },
  server: { proxy: { '/wx': 'http://127.0.0.1:8081' } },
  test: { include: ['src/**/*.test.ts'] },
});
