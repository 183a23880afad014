// @ts-check
/** Follows the alert feed: resumes where it stood, and comes back by itself however the connection ends. */

/** The server says something at least every 15 seconds; a connection silent for longer than this is dead. */
const SILENCE_MS = 40_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * @param {number} place where in the feed to begin
 * @param {object} on
 * @param {(event: import('./api.js').Alert & { id: number, kind: string }) => void} on.alert
 * @param {(state: 'open' | 'lost') => void} on.state
 * @param {() => void} on.reset the server does not know our place: what is shown must be read anew
 * @returns {{ stop: () => void }}
 */
export function followAlerts(place, on) {
  let wait = FIRST_WAIT_MS;
  let stopped = false;
  /** @type {EventSource | null} */
  let source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function alive() {
    clearTimeout(timer);
    timer = setTimeout(lost, SILENCE_MS);
  }

  function lost() {
    if (stopped) return;
    clearTimeout(timer);
    source?.close();
    on.state('lost');
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  function open() {
    clearTimeout(timer);
    source?.close();
    const mine = new EventSource(`/api/alerts/stream?after=${place}`);
    source = mine;
    alive();
    mine.addEventListener('open', () => {
      wait = FIRST_WAIT_MS;
      alive();
      on.state('open');
    });
    mine.addEventListener('alert', (event) => {
      alive();
      place = Number(event.lastEventId);
      on.alert(JSON.parse(event.data));
    });
    mine.addEventListener('beat', alive);
    mine.addEventListener('reset', (event) => {
      alive();
      place = Number(event.lastEventId);
      on.reset();
    });
    mine.addEventListener('error', () => { if (source === mine) lost(); });
  }

  const backOnline = () => { if (source?.readyState !== EventSource.OPEN) open(); };
  window.addEventListener('online', backOnline);
  open();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      source?.close();
      window.removeEventListener('online', backOnline);
    },
  };
}
