// Keeps a page joined to a stream of its server for ever: numbered frames, a snapshot after a gap, another page after another build; says when it has heard nothing.
import { pause, within } from "/page-assets/live.js";

const retryFirst = 250;
const retryMax = 3000;
const connectWithin = 10000;
const reloadPause = 60000;

const { HubConnectionBuilder, HttpTransportType, LogLevel } = globalThis.signalR;

export class Stream {
  // What the page shows. The server rendered it complete, so even the first join only asks for what was missed since.
  #watching = null;
  #heardAt = performance.now();

  // page: data of the body (hub, build, epoch, sequence, serverTime, rate, staleAfter). watch(connection, epoch, sequence): asks for the stream.
  // snapshot(message), frame(message): put it on the page. shown(message): it is there. heard(): after silence the server speaks.
  constructor(page, { watch, snapshot, frame, shown, heard }) {
    Object.assign(this, { page, watch, snapshot, frame, shown, heard });
    this.staleAfter = Number(page.staleAfter);
    this.epoch = page.epoch;
    this.sequence = Number(page.sequence);
    // What the hospital's clock showed when the server last told it, and how fast it runs: a drill has a clock of its own.
    this.told = { time: Number(page.serverTime), at: performance.now(), rate: Number(page.rate ?? 1) };
    this.live = false;
  }

  serverNow() {
    return this.#serverTimeAt(performance.now());
  }

  // The hospital's time when the server was last heard of.
  get lastHeard() {
    return this.#serverTimeAt(this.#heardAt);
  }

  #serverTimeAt(moment) {
    return new Date(this.told.time + (moment - this.told.at) * this.told.rate);
  }

  // For so long nothing was heard, in milliseconds.
  get silence() {
    return performance.now() - this.#heardAt;
  }

  get joined() {
    return this.#watching !== null;
  }

  // Asks anew on the same connection, for something else; what is shown stays until the snapshot is there.
  again() {
    this.#forget();
    this.#watching?.();
  }

  async followForEver() {
    let wait = retryFirst;
    for (;;) {
      wait = (await this.#follow()) ? retryFirst : Math.min(wait * 1.6, retryMax);
      // Pages that lost the server together must not come back together.
      await pause(wait * (0.5 + Math.random() / 2));
    }
  }

  #forget() {
    this.epoch = null;
    this.sequence = null;
  }

  #receive(message) {
    switch (message.kind) {
      case "snapshot":
        if (message.build !== this.page.build) {
          reload();
        }
        this.snapshot(message);
        this.#moved(message);
        break;
      case "frame":
        if (message.epoch !== this.epoch || message.sequence !== this.sequence + 1) {
          throw new Error(`gap: shows ${this.epoch}/${this.sequence}, got ${message.epoch}/${message.sequence}`);
        }
        this.frame(message);
        this.#moved(message);
        break;
      case "heartbeat":
        if (message.epoch !== this.epoch || message.sequence > this.sequence) {
          throw new Error(`gap: shows ${this.epoch}/${this.sequence}, the server is at ${message.epoch}/${message.sequence}`);
        }
        break;
    }
    if (message.serverTime) {
      this.told = { time: Date.parse(message.serverTime), at: performance.now(), rate: message.rate };
    }
  }

  #moved(message) {
    this.epoch = message.epoch;
    this.sequence = message.sequence;
    document.body.dataset.shown = `${this.epoch}/${this.sequence}`;
    this.shown(message);
  }

  #connect() {
    const connection = new HubConnectionBuilder()
      .withUrl(this.page.hub, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build();
    connection.keepAliveIntervalInMilliseconds = 5000;
    connection.serverTimeoutInMilliseconds = Math.max(this.staleAfter, 2000);
    return connection;
  }

  // Resolves when this connection is of no more use; says whether it ever was.
  async #follow() {
    const connection = this.#connect();
    let served = false;
    try {
      await within(connectWithin, connection.start());
      await new Promise((done) => {
        connection.onclose(done);
        const watch = () => this.watch(connection, this.epoch, this.sequence).subscribe({
          next: (message) => {
            try {
              this.#receive(message);
              served = true;
              this.#heardAt = performance.now();
              if (!this.live) {
                this.live = true;
                this.heard();
              }
            } catch (trouble) {
              // Whatever this page shows can not be trusted to be the frame before the next one: begin again with a snapshot.
              this.#forget();
              document.body.dataset.rejoined = String(trouble);
              done();
            }
          },
          complete: done,
          error: done,
        });
        let subscription = watch();
        this.#watching = () => {
          subscription.dispose();
          subscription = watch();
        };
      });
    } catch {
      // Not reachable now; the caller tries again.
    } finally {
      this.live = false;
      this.#watching = null;
      connection.stop().catch(() => {});
    }
    return served;
  }
}

// Another build made other markup than this page's script expects. Not more than once a minute, should two builds answer in turn.
function reload() {
  const before = Number(sessionStorage.getItem("reloaded") ?? 0);
  if (Date.now() - before > reloadPause) {
    sessionStorage.setItem("reloaded", String(Date.now()));
    location.reload();
  }
}
