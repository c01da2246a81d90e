/** What journeys run inside the page to try its walls. Each function stands alone: it travels into the page as text. */

/** Those of `names` that exist where this runs: in the page, a worker or a frame. */
export const namesThere = (names) => names.filter((name) => name in globalThis)

export const addFrame = () => document.body.append(document.createElement('iframe'))

export const copy = () => navigator.clipboard.writeText('copied')

/** The bridge from the page's side: every name in it, whether it can be changed, and what its listeners are handed. */
export async function walkBridge() {
  const { assistant } = globalThis
  const seen = new Set()
  const walk = (value, path) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
      return []
    seen.add(value)
    return Reflect.ownKeys(value).flatMap((key) => {
      const name = `${path}.${String(key)}`
      return [`${name}: ${typeof value[key]}`, ...walk(value[key], name)]
    })
  }
  const told = []
  const stop = assistant.onEvent((...args) => told.push(args))
  const answer = await assistant.request('settings.change', { theme: 'dark' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  stop()
  // A function's constructor makes code of the world it came from.
  const isOfThisWorld = (value) => value.constructor === Function || value.constructor === Object
  const { request } = assistant
  const attempts = {
    'replace the bridge': () => Reflect.set(globalThis, 'assistant', 1) && globalThis.assistant === 1,
    'replace a function': () => Reflect.set(assistant, 'request', 1) && assistant.request !== request,
    'redefine a function': () => Reflect.defineProperty(assistant, 'onEvent', { value: 1 }),
    'add a function': () => Reflect.set(assistant, 'more', 1) && 'more' in assistant,
    'delete a function': () => Reflect.deleteProperty(assistant, 'request') && !('request' in assistant),
  }
  return {
    names: walk(assistant, 'assistant').filter(
      (line) => !/\.(length|name|prototype|arguments|caller)\b/.test(line),
    ),
    foreign: [request, assistant.onEvent, stop, answer].filter((each) => !isOfThisWorld(each)).length,
    changed: Object.keys(attempts).filter((name) => attempts[name]()),
    told: told.map((args) => ({ count: args.length, isList: Array.isArray(args[0]) })),
    leaked: JSON.stringify(told).match(/"(sender|senderId|ports|processId|frameId)"/g) ?? [],
  }
}

/** Runs before the page's own scripts: looks for Electron's objects in all that passes through the commonest functions. */
export function spoilPrototypes() {
  const caught = []
  globalThis.caught = caught
  const { apply, defineProperty } = Reflect
  const names = ['sendSync', 'senderId', '_replyChannel', 'invoke', 'exposeInMainWorld', 'mainModule']
  const isElectrons = (value) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
    for (let index = 0; index < names.length; index++) if (names[index] in value) return true
    return false
  }
  const spoil = (owner, name) => {
    const original = owner[name]
    const value = function spoilt(...args) {
      if (isElectrons(this)) caught[caught.length] = name
      for (let index = 0; index < args.length; index++)
        if (isElectrons(args[index])) caught[caught.length] = name
      return apply(original, this, args)
    }
    defineProperty(owner, name, { configurable: true, writable: true, value })
  }
  for (const name of ['push', 'map', 'forEach', 'slice', 'concat']) spoil(Array.prototype, name)
  for (const name of ['call', 'apply', 'bind']) spoil(Function.prototype, name)
  for (const name of ['get', 'set']) spoil(Map.prototype, name)
  spoil(Promise.prototype, 'then')
  spoil(JSON, 'stringify')
  spoil(Object, 'keys')
  spoil(EventTarget.prototype, 'addEventListener')
}

/** Calls every name there is with what the page has spoilt; tells what was caught and which names answered. */
export async function callEverything(routes) {
  const { assistant, caught } = globalThis
  const stop = assistant.onEvent(() => undefined)
  const answered = []
  for (const name of routes) {
    const reply = await assistant.request(name, { toString: 1, spoilt: true })
    if (typeof reply.ok === 'boolean') answered.push(name)
  }
  const state = await assistant.request('app.state')
  stop()
  return { answered, isAlive: state.ok, caught: [...caught] }
}

/** True when the page could make a webview that is one. */
export function addWebview() {
  const view = document.createElement('webview')
  view.setAttribute('src', 'https://example.com/')
  view.setAttribute('nodeintegration', '')
  document.body.append(view)
  return 'getWebContentsId' in view || 'loadURL' in view
}

/** What the page is told about each permission. */
export function lookUpPermissions(names) {
  return Promise.all(
    names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name })
      return [name, state]
    }),
  )
}

/** Asks for each permission as a page would; tells which were refused and how. */
export async function askForPermissions() {
  const orRefuse = (isGiven) => {
    if (!isGiven) throw new Error('refused')
  }
  const asks = {
    camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
    microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
    location: () =>
      new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
    notifications: async () => orRefuse((await Notification.requestPermission()) === 'granted'),
    'read the clipboard': () => navigator.clipboard.readText(),
    midi: () => navigator.requestMIDIAccess({ sysex: true }),
    usb: () => navigator.usb.requestDevice({ filters: [] }),
    serial: () => navigator.serial.requestPort(),
    hid: async () => orRefuse((await navigator.hid.requestDevice({ filters: [] })).length > 0),
    bluetooth: () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }),
    'persistent storage': async () => orRefuse(await navigator.storage.persist()),
    'idle detection': async () => orRefuse((await IdleDetector.requestPermission()) === 'granted'),
    'pointer lock': async () => {
      await document.body.requestPointerLock()
      orRefuse(document.pointerLockElement !== null)
    },
  }
  const outcomeOf = async (ask) => {
    const asked = Promise.resolve()
      .then(ask)
      .then(() => 'given')
      .catch((error) => `refused: ${error.name ?? error.message}`)
    const late = new Promise((resolve) => setTimeout(() => resolve('no answer'), 5_000))
    return Promise.race([asked, late])
  }
  const outcomes = {}
  for (const [name, ask] of Object.entries(asks)) outcomes[name] = await outcomeOf(ask)
  return outcomes
}

/** How many devices of earlier permissions the page is shown. */
export async function knownDevices() {
  const lists = [navigator.usb?.getDevices(), navigator.hid?.getDevices(), navigator.serial?.getPorts()]
  return (await Promise.all(lists)).reduce((sum, list) => sum + (list?.length ?? 0), 0)
}

/** Tries nine ways to bring foreign code or content in; tells what ran and which rules the policy reported. */
export async function injectForeignCode(target) {
  const violations = []
  const listen = (event) => violations.push(event.effectiveDirective)
  document.addEventListener('securitypolicyviolation', listen)
  globalThis.ran = []
  const add = (name, properties) => {
    const element = Object.assign(document.createElement(name), properties)
    document.body.append(element)
    return element
  }
  const injections = {
    'script in the page': () => {
      const script = document.createElement('script')
      script.append('globalThis.ran.push("script in the page")')
      document.body.append(script)
    },
    // oxlint-disable-next-line no-eval -- it is the attempt
    eval: () => (0, eval)('globalThis.ran.push("eval")'),
    // oxlint-disable-next-line typescript/no-implied-eval -- it is the attempt
    'new Function': () => new Function('globalThis.ran.push("new Function")')(),
    'remote picture': () => add('img', { src: `${target}/picture.png` }),
    frame: () => add('iframe', { src: `${target}/frame.html` }),
    form: () => add('form', { action: `${target}/form`, method: 'post' }).submit(),
    base: () => document.head.append(Object.assign(document.createElement('base'), { href: target })),
    worker: () => {
      const code = new Blob(['self.postMessage(1)'], { type: 'text/javascript' })
      const worker = new Worker(URL.createObjectURL(code))
      worker.addEventListener('message', () => globalThis.ran.push('worker'))
    },
    'markup with a handler': () => {
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="ran.push(1)">')
    },
  }
  const reported = {}
  for (const [name, inject] of Object.entries(injections)) {
    violations.length = 0
    // In a callback of the page: what the debugger itself evaluates is exempt from the policy.
    await new Promise((resolve) =>
      setTimeout(() => {
        try {
          inject()
        } catch {}
        setTimeout(resolve, 300)
      }),
    )
    reported[name] = violations[0] ?? 'not reported'
  }
  document.removeEventListener('securitypolicyviolation', listen)
  return { reported, ran: globalThis.ran }
}

/** Addresses of the page and of all it has loaded. */
export const partsOfPage = () => [
  location.href,
  ...[...document.querySelectorAll('script[src], link[href]')].map(({ src, href }) => src ?? href),
]

export const removeFrames = () => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove()
}

/** The replies to each name, asked without input. */
export const requestAll = (names) => Promise.all(names.map((name) => globalThis.assistant.request(name)))
