import { mount } from 'svelte';
import App from './App.svelte';
import { AppState } from './app-state.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const app = new AppState(window.nerd);
app.start();
mount(App, { target, props: { app } });
