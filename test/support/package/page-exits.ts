import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What a script in the page tries; each try has the marker by which it would be noticed outside. */
export interface ExitOptions {
  /** The host and port where the test listens, by TCP and UDP. */
  readonly port: number;
  readonly marker: string;
}

/** Tries every way out of a page that a script has, and gives the outcome of each. It runs in the page. */
export async function tryEveryExit({ port, marker }: ExitOptions): Promise<Readonly<Record<string, string>>> {
  const host = `${marker}.example`;
  const results: Record<string, string> = {};
  const LIMIT_MS = 1500;
  const limited = (work: Promise<string>): Promise<string> =>
    Promise.race([work, new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), LIMIT_MS))]);
  const exit = async (name: string, work: () => Promise<string> | string): Promise<void> => {
    try {
      results[name] = await limited(Promise.resolve(work()));
    } catch (error) {
      results[name] = error instanceof Error ? error.name : 'refused';
    }
  };
  const add = (tag: string, properties: Record<string, string>): Promise<string> => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    document.body.append(element);
    return new Promise((resolve) => {
      element.addEventListener('load', () => resolve('loaded'));
      element.addEventListener('error', () => resolve('refused'));
    });
  };
  const rtc = async (urls: string, rest: Record<string, string> = {}): Promise<string> => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls, ...rest }], iceCandidatePoolSize: 1 });
    peer.createDataChannel('out');
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise<void>((resolve) => {
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState === 'complete') resolve();
      });
      setTimeout(resolve, LIMIT_MS - 200);
    });
    peer.close();
    return 'gathered';
  };
  const account = { username: marker, credential: marker };
  await Promise.all([
    exit('fetch', () => fetch(`https://${host}:${port}/fetch`, { mode: 'no-cors' }).then(() => 'sent')),
    exit('fetch of this machine', () =>
      fetch(`http://127.0.0.1:${port}/${marker}`, { mode: 'no-cors' }).then(() => 'sent'),
    ),
    exit('XMLHttpRequest', () => {
      const request = new XMLHttpRequest();
      request.open('GET', `https://${host}:${port}/xhr`);
      request.send();
      return new Promise((resolve) => request.addEventListener('loadend', () => resolve(`status ${request.status}`)));
    }),
    exit('beacon', () => String(navigator.sendBeacon(`https://${host}:${port}/beacon`, marker))),
    exit('image', () => add('img', { src: `https://${host}:${port}/image` })),
    exit('script', () => add('script', { src: `https://${host}:${port}/script.js` })),
    exit('style', () => add('link', { rel: 'stylesheet', href: `https://${host}:${port}/style.css` })),
    exit('frame', () => add('iframe', { src: `https://${host}:${port}/frame` })),
    exit('video', () => add('video', { src: `https://${host}:${port}/video`, autoplay: '' })),
    exit('dns-prefetch', () => add('link', { rel: 'dns-prefetch', href: `//dns-${host}` })),
    exit('preconnect', () => add('link', { rel: 'preconnect', href: `https://${host}:${port}` })),
    exit('prefetch', () => add('link', { rel: 'prefetch', href: `https://${host}:${port}/prefetch` })),
    exit('prerender', () => add('link', { rel: 'prerender', href: `https://${host}:${port}/prerender` })),
    exit('font', () => new FontFace('x', `url(https://${host}:${port}/font.woff2)`).load().then(() => 'loaded')),
    exit('WebSocket', () => {
      const socket = new WebSocket(`ws://${host}:${port}/socket`);
      return new Promise((resolve) => socket.addEventListener('error', () => resolve('refused')));
    }),
    exit('EventSource', () => {
      const source = new EventSource(`http://${host}:${port}/events`);
      return new Promise((resolve) =>
        source.addEventListener('error', () => {
          source.close();
          resolve('refused');
        }),
      );
    }),
    exit('WebTransport', () => new WebTransport(`https://${host}:${port}/transport`).ready.then(() => 'open')),
    exit('service worker', () => navigator.serviceWorker.register(`/worker.js?${marker}`).then(() => 'registered')),
    exit('STUN', () => rtc(`stun:${host}:${port}`)),
    exit('STUN by number', () => rtc(`stun:127.0.0.1:${port}`)),
    exit('TURN', () => rtc(`turn:${host}:${port}?transport=udp`, account)),
    exit('TURN over TCP', () => rtc(`turn:${host}:${port}?transport=tcp`, account)),
    exit('window.open', () => (window.open(`https://${host}:${port}/opened`) === null ? 'refused' : 'opened')),
    exit('other scheme', () => (window.open(`mailto:${marker}@${host}`) === null ? 'refused' : 'opened')),
    exit('form', () => {
      const form = document.createElement('form');
      Object.assign(form, { action: `https://${host}:${port}/form`, method: 'post' });
      document.body.append(form);
      form.submit();
      return 'submitted';
    }),
    exit('link with a ping', () => {
      const link = document.createElement('a');
      Object.assign(link, { href: '#', ping: `https://${host}:${port}/ping` });
      document.body.append(link);
      link.click();
      return 'clicked';
    }),
    exit('navigation', () => ((location.href = `https://${host}:${port}/navigation`), 'set')),
    exit('clipboard', () => navigator.clipboard.readText()),
    exit('paste', () => {
      const field = document.createElement('textarea');
      document.body.append(field);
      field.focus();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- it still works, which is what is tried
      document.execCommand('paste');
      return field.value;
    }),
  ]);
  return results;
}

/** Records what comes to a port of this machine by UDP. */
export async function listenToUdp(port: number) {
  const socket = createSocket('udp4');
  let datagrams = 0;
  socket.on('message', () => (datagrams += 1));
  socket.bind(port);
  await once(socket, 'listening');
  return { datagrams: () => datagrams, stop: () => new Promise<void>((resolve) => socket.close(() => resolve())) };
}
