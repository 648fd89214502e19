import { createApp } from 'vue';
import App from './App.vue';
import { followAddress } from './routes';
import { language, words } from './words';
import './page.css';

document.documentElement.lang = language;
document.title = words.title;
followAddress();
createApp(App).mount('#app');
