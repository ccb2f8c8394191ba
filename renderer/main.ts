import { mount } from 'svelte';
import App from './App.svelte';
import { AppState } from './state/app-state.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const app = new AppState(window.nerd);
// The preload has asked for it already, so the window is drawn once, with what it has to show.
void app.start().then(() => mount(App, { target, props: { app } }));
