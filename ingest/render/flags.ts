import { HEAP_MB } from './limits.ts';

/**
 * Chromium's command line. It must not reach the network by itself: its only proxy has a name that cannot exist, no name
 * resolves, and UDP that no proxy carries (WebRTC, QUIC) is off. What a page may have, we fetch for it.
 */
export function flags(profileDir: string, sandbox: boolean): string[] {
  return [
    '--headless', '--no-startup-window', '--remote-debugging-pipe', `--user-data-dir=${profileDir}`, ...(sandbox ? [] : ['--no-sandbox']),
    // no way out
    '--proxy-server=http://none.invalid:1', '--proxy-bypass-list=<-loopback>', '--host-resolver-rules=MAP * ~NOTFOUND',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp', '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-quic', '--no-pings', '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability',
    '--disable-client-side-phishing-detection', '--disable-sync', '--disable-default-apps',
    // nothing that pages could use or that costs memory
    `--js-flags=--max-old-space-size=${HEAP_MB}`, '--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis', '--mute-audio', '--disable-extensions',
    '--disable-component-extensions-with-background-pages', '--disable-notifications', '--disable-speech-api', '--disable-file-system',
    '--disable-breakpad', '--disable-crash-reporter', '--no-first-run', '--no-default-browser-check', '--no-service-autorun', '--password-store=basic', '--use-mock-keychain',
    '--disable-dev-shm-usage', '--hide-scrollbars', '--lang=zh-CN', '--disable-back-forward-cache', '--disable-search-engine-choice-screen',
    // timers of a page that nobody looks at run as in one that is looked at
    '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding',
    `--disable-features=${OFF.join(',')}`,
    '--disable-blink-features=SpeculationRules',
  ];
}

const OFF = [
  'Translate', 'MediaRouter', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AutofillServerCommunication', 'CertificateTransparencyComponentUpdater',
  'InterestFeedContentSuggestions', 'PreconnectToSearch', 'AimEnabled', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'WebTransport',
  'DialMediaRouteProvider', 'GlobalMediaControls', 'LensOverlay', 'SpareRendererForSitePerProcess', 'PreloadTopChromeWebUI',
];
