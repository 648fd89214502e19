import { createApp } from 'vue';
import App from './App.vue';
import { documentLanguage, words } from './words';
import './page.css';

document.documentElement.lang = documentLanguage;
document.title = words.title;
createApp(App).mount('#app');
