/** Finds the file behind an address of our own page, and nothing outside the page's folder. */
import { realpath, readFile, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
}

/** Null for whatever is not a plain file of a known kind inside `folder`: odd encodings, dots, links that lead out. */
export async function readPageFile(
  folder: string,
  pathname: string,
): Promise<{ bytes: Uint8Array; type: string } | null> {
  const path = decodeOnce(pathname)
  if (path === null || !/^\/[\w./-]*\w$/.test(path) || path.includes('..') || path.includes('//')) return null
  const type = TYPES[extname(path)]
  if (type === undefined) return null
  try {
    const root = await realpath(folder)
    const file = await realpath(resolve(join(root, path)))
    if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return null
    return { bytes: await readFile(file), type }
  } catch {
    return null
  }
}

/** `/remote-files/<conversation>/<file>`: a file at the server that an answer holds; null for any other address. */
export function remoteFileOf(pathname: string): { conversationId: string; fileId: string } | null {
  const [, conversation, file] = /^\/remote-files\/([^/]+)\/([^/]+)$/.exec(pathname) ?? []
  const conversationId = conversation === undefined ? null : decodeOnce(conversation)
  const fileId = file === undefined ? null : decodeOnce(file)
  return conversationId === null || fileId === null ? null : { conversationId, fileId }
}

function decodeOnce(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
