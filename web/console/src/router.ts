import { watch, watchEffect } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import { ending, session } from './access/session';
import { t } from './i18n';

export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: '/sign-in', component: () => import('./access/SignInPage.vue'), meta: { title: 'signIn.title', open: true } },
    {
      path: '/',
      component: () => import('./shell/ConsoleShell.vue'),
      redirect: '/stores',
      children: [
        { path: 'stores', component: () => import('./organization/StoresPage.vue'), meta: { title: 'stores.title' } },
        { path: 'card-templates', component: () => import('./card/TemplatesPage.vue'), meta: { title: 'templates.title' } },
        { path: ':any(.*)*', component: () => import('./shell/NotFoundPage.vue'), meta: { title: 'notFound.title' } },
      ],
    },
  ],
});

router.beforeEach((to) => {
  if (session.value && to.path === '/sign-in') return '/';
  if (session.value || to.meta.open) return true;
  return { path: '/sign-in', query: to.path === '/stores' ? {} : { next: to.fullPath } };
});

watch(session, (now, before) => {
  if (now || !before) return;
  const { fullPath } = router.currentRoute.value;
  // Whoever leaves by choice starts afresh; whoever was put out comes back to the same page.
  void router.replace({ path: '/sign-in', query: ending.value === 'REFUSED' ? { next: fullPath } : {} });
});

watchEffect(() => {
  const { title } = router.currentRoute.value.meta;
  const brand = t('brand');
  document.title = title ? `${t(title)} · ${brand}` : brand;
});
