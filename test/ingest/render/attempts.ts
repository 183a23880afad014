/**
 * A page that tries every way we know to reach a host: each by a path of its own, so that the host can tell which way
 * it was reached. `#done` appears when all were tried.
 *
 * @param inner `http://127.0.0.1:4711`, where it must not come
 * @param udp port of a UDP listener on 127.0.0.1
 */
export function attemptsPage(inner: string, udp: number): string {
  const host = inner.replace('http://', '');
  return `<!doctype html><title>到处敲门</title>
<link rel="prefetch" href="${inner}/link-prefetch"><link rel="preload" as="script" href="${inner}/link-preload">
<link rel="modulepreload" href="${inner}/link-modulepreload"><link rel="preconnect" href="${inner}"><link rel="dns-prefetch" href="${inner}">
<link rel="stylesheet" href="${inner}/css"><link rel="icon" href="${inner}/icon"><link rel="manifest" href="${inner}/manifest">
<link rel="prerender" href="${inner}/link-prerender">
<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${inner}/rules-prefetch"],"eagerness":"immediate"}],
 "prerender":[{"source":"list","urls":["/rules-prerender"],"eagerness":"immediate"}]}</script>
<style>@import "${inner}/css-import"; @font-face{font-family:f;src:url(${inner}/font)} b{font-family:f;background:url(${inner}/css-url)}</style>
<img src="${inner}/img"><img srcset="${inner}/srcset 2x, ${inner}/srcset 1x"><svg width=9 height=9><image href="${inner}/svg"/></svg>
<video src="${inner}/video" autoplay></video><audio src="${inner}/audio" autoplay></audio><video><track src="${inner}/track" default></video>
<object data="${inner}/object"></object><embed src="${inner}/embed"><iframe src="${inner}/iframe"></iframe>
<iframe srcdoc="<img src='${inner}/srcdoc-img'><script>fetch('${inner}/srcdoc-fetch')</script>"></iframe>
<iframe sandbox="allow-scripts" srcdoc="<script>fetch('${inner}/sandbox-fetch',{mode:'no-cors'});new Image().src='${inner}/sandbox-img'</script>"></iframe>
<script src="${inner}/script"></script><script type="module">import '${inner}/module';</script><b>字</b><a id=a href="${inner}/a" ping="${inner}/ping" target=_blank></a>
<form id=f method=post action="${inner}/form" target=_blank><input name=q value=1></form>
<script>
const inner = '${inner}', host = '${host}', wait = (ms) => new Promise((go) => setTimeout(go, ms));
const quietly = (f) => { try { const p = f(); if (p && p.catch) p.catch(() => {}); } catch {} };
const worker = (body) => URL.createObjectURL(new Blob([body], { type: 'text/javascript' }));
quietly(() => fetch(inner + '/fetch', { mode: 'no-cors' }));
quietly(() => fetch(inner + '/fetch-post', { method: 'POST', mode: 'no-cors', body: 'x' }));
quietly(() => fetch(inner + '/fetch-keepalive', { mode: 'no-cors', keepalive: true }));
quietly(() => fetchLater(inner + '/fetch-later', { activateAfter: 0 }));
quietly(() => fetch('/redirect-inside', { mode: 'no-cors' }));
quietly(() => { const x = new XMLHttpRequest(); x.open('GET', inner + '/xhr'); x.send(); });
quietly(() => { const x = new XMLHttpRequest(); x.open('GET', inner + '/xhr-sync', false); x.send(); });
quietly(() => navigator.sendBeacon(inner + '/beacon', 'x'));
quietly(() => new EventSource(inner + '/eventsource'));
quietly(() => new WebSocket('ws://' + host + '/websocket'));
quietly(() => { new Image().src = inner + '/new-image'; });
quietly(() => import(inner + '/import'));
quietly(() => new Worker(inner + '/worker'));
quietly(() => new Worker(worker("fetch('" + inner + "/worker-fetch',{mode:'no-cors'}); new WebSocket('ws://" + host + "/worker-websocket')")));
quietly(() => new Worker(worker("importScripts('" + inner + "/import-scripts')")));
quietly(() => new Worker(worker("new Worker(URL.createObjectURL(new Blob([\\"fetch('" + inner + "/nested-worker',{mode:'no-cors'})\\"])))")));
quietly(() => new SharedWorker(worker("fetch('" + inner + "/shared-worker',{mode:'no-cors'})")));
quietly(() => navigator.serviceWorker.register('/sw.js'));
quietly(() => CSS.paintWorklet.addModule(inner + '/worklet'));
quietly(() => { const c = new AudioContext(); return c.audioWorklet.addModule(inner + '/audio-worklet'); });
quietly(() => window.open(inner + '/window-open'));
quietly(() => { const w = window.open('about:blank'); w.document.write('<img src="' + inner + '/popup-img">'); });
quietly(() => document.getElementById('a').click());
quietly(() => document.getElementById('f').submit());
quietly(() => new WebTransport('https://127.0.0.1:${udp}/webtransport'));
quietly(async () => {
  const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp}' },
    { urls: ['turn:' + host + '?transport=tcp', 'turn:127.0.0.1:${udp}?transport=udp'], username: 'a', credential: 'b' }] });
  p.createDataChannel('x');
  await p.setLocalDescription(await p.createOffer());
  await p.addIceCandidate({ candidate: 'candidate:1 1 udp 2122260223 127.0.0.1 ${udp} typ host', sdpMid: '0' });
});
quietly(() => { const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.fetch(inner + '/blank-frame-fetch', { mode: 'no-cors' }); });
quietly(() => { const f = document.createElement('iframe'); f.src = inner + '/frame-script'; document.body.append(f); });
quietly(() => fetch('http://localhost:' + host.split(':')[1] + '/by-name', { mode: 'no-cors' }));
quietly(() => fetch('http://0177.1:' + host.split(':')[1] + '/by-octal', { mode: 'no-cors' }));
quietly(() => fetch('http://2130706433:' + host.split(':')[1] + '/by-number', { mode: 'no-cors' }));
quietly(() => fetch('http://[::ffff:127.0.0.1]:' + host.split(':')[1] + '/by-mapped', { mode: 'no-cors' }));
wait(2500).then(() => { const d = document.createElement('p'); d.id = 'done'; document.body.append(d); setTimeout(() => { location.href = inner + '/location'; }, 300); });
</script>`;
}

/** What the outer site answers besides the page itself. */
export const SERVICE_WORKER = (inner: string) => `self.addEventListener('install', () => fetch('${inner}/service-worker', { mode: 'no-cors' }));`;

/** Ways that reach the inner host from a browser that nobody guards: proof that the page really tries. */
export const WAYS = [
  'link-prefetch', 'link-preload', 'css', 'css-import', 'css-url', 'img', 'srcset', 'svg', 'video', 'audio', 'iframe', 'srcdoc-img', 'srcdoc-fetch',
  'sandbox-fetch', 'sandbox-img', 'script', 'module', 'fetch', 'fetch-post', 'fetch-keepalive', 'xhr', 'xhr-sync', 'beacon', 'eventsource', 'websocket', 'new-image', 'import',
  'worker-fetch', 'worker-websocket', 'import-scripts', 'nested-worker', 'shared-worker', 'service-worker', 'window-open', 'popup-img', 'blank-frame-fetch', 'frame-script',
  'by-name', 'by-octal', 'by-number', 'by-mapped', 'redirected', 'location', 'rules-prefetch', 'link-modulepreload', 'embed', 'object', 'ping', 'a', 'form', 'font',
  'worklet', 'audio-worklet', 'icon', 'fetch-later',
];
