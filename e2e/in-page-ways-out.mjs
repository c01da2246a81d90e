/** Run inside the page by the checklist's journeys: files it tries to read, and ways out of it that it tries. */

/** Tries to read a file of the disk by every means a page has; tells which worked. */
export async function readFiles(url) {
  const load = (tag, attribute) =>
    new Promise((resolve, reject) => {
      const element = document.createElement(tag)
      element.addEventListener('load', () => {
        const text = element.contentDocument?.body?.textContent
        if (tag === 'img' || tag === 'link' || (text !== undefined && text !== '')) resolve(text)
        else reject(new Error('empty'))
      })
      element.addEventListener('error', () => reject(new Error('refused')))
      element[attribute] = url
      document.body.append(element)
      setTimeout(() => reject(new Error('no answer')), 500)
    })
  const ask = () =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.addEventListener('load', () => resolve(request.responseText))
      request.addEventListener('error', () => reject(new Error('refused')))
      request.open('GET', url)
      request.send()
    })
  const attempts = {
    fetch: () => fetch(url),
    'fetch, opaque': () => fetch(url, { mode: 'no-cors' }),
    XMLHttpRequest: ask,
    picture: () => load('img', 'src'),
    frame: () => load('iframe', 'src'),
    object: () => load('object', 'data'),
    embed: () => load('embed', 'src'),
    import: () => import(url),
  }
  const got = []
  for (const [name, attempt] of Object.entries(attempts)) {
    const isRead = await Promise.resolve()
      .then(attempt)
      .then(() => true)
      .catch(() => false)
    if (isRead) got.push(name)
  }
  return { got, tried: Object.keys(attempts).length }
}

/** Starts one way of leaving for `target`. */
export function goAway({ way, target }) {
  const add = (name, properties) => {
    const element = Object.assign(document.createElement(name), properties)
    document.body.append(element)
    return element
  }
  const inFrame = () => add('iframe', {}).contentWindow
  const ways = {
    'location.href': () => (location.href = target),
    'location.replace': () => location.replace(target),
    'location.assign to a file': () => location.assign('file:///etc/passwd'),
    'meta refresh': () => {
      const meta = document.createElement('meta')
      meta.httpEquiv = 'refresh'
      meta.content = `0;url=${target}`
      document.head.append(meta)
    },
    'link click': () => add('a', { href: target }).click(),
    'link with javascript:': () => add('a', { href: 'javascript:globalThis.isSame=false' }).click(),
    form: () => add('form', { action: target, method: 'post' }).submit(),
    'form in a frame': () => add('form', { action: target, target: inFrame().name }).submit(),
    'frame to the top': () => inFrame().top.location.assign(target),
    'location with data:': () => location.assign('data:text/html,<p>away</p>'),
    'blob page': () => location.assign(URL.createObjectURL(new Blob(['<p>'], { type: 'text/html' }))),
  }
  // In a callback of the page, as its own code would.
  setTimeout(() => ways[way]())
}

/** Drops something on the page as a person would drag it in. */
export function dropOnPage(kind) {
  const data = new DataTransfer()
  if (kind === 'file') data.items.add(new File(['<p>'], 'away.html', { type: 'text/html' }))
  else
    data.setData(kind, kind === 'text/html' ? '<a href="https://example.com">x</a>' : 'https://example.com/')
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
}

/** Opens windows by call, and leaves links in the page that would; tells how many calls there were. */
export function openWindows(target) {
  const calls = [
    () => open(target),
    () => open(target, '_blank', 'noopener'),
    () => open(target, '_blank', 'popup,width=200,height=200,nodeIntegration=yes,sandbox=no'),
    () => open('about:blank'),
    () => open('app://bundle/index.html'),
    () => open('file:///etc/passwd'),
    () => open('', 'named'),
  ]
  for (const call of calls) setTimeout(() => call())
  const links = [
    { target: '_blank', rel: '' },
    { target: '_blank', rel: 'noopener noreferrer' },
    { target: 'named', rel: '' },
    { target: '_top', rel: '' },
  ]
  const box = document.createElement('div')
  box.style.cssText = 'position:fixed;inset:40px auto auto 0;z-index:9999;background:white'
  for (const { target: where, rel } of links) {
    const link = Object.assign(document.createElement('a'), { href: target, target: where, rel })
    link.textContent = 'link'
    link.style.display = 'block'
    link.setAttribute('data-opens', '')
    box.append(link)
  }
  document.body.append(box)
  return calls.length
}

/** Asks main to open each address; tells which it did. */
export async function openLinks(urls) {
  const opened = []
  for (const url of urls) {
    const reply = await globalThis.assistant.request('app.openLink', { url })
    if (reply.ok && reply.value.isOpened) opened.push(url)
  }
  return opened
}
