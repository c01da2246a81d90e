/** Finds the file behind an address of our own page, and nothing outside the page's folder. */
import { realpath, readFile, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

const unpack = promisify(gunzip)

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

/**
 * A file's bytes; in a package scripts and styles are kept compressed, under their name with `.gz`.
 * Null for whatever is not a plain file of a known kind inside `folder`: odd encodings, dots, links that lead out.
 */
export async function readPageFile(
  folder: string,
  pathname: string,
): Promise<{ bytes: Uint8Array; type: string } | null> {
  const path = decodeOnce(pathname)
  if (path === null || !/^\/[\w./-]*\w$/.test(path) || path.includes('..') || path.includes('//')) return null
  const type = TYPES[extname(path)]
  if (type === undefined) return null
  const root = await realpath(folder).catch(() => null)
  if (root === null) return null
  const plain = await readInside(root, path)
  if (plain !== null) return { bytes: plain, type }
  const packed = await readInside(root, `${path}.gz`)
  const bytes = packed === null ? null : await unpack(packed).catch(() => null)
  return bytes === null ? null : { bytes, type }
}

async function readInside(root: string, path: string): Promise<Uint8Array | null> {
  try {
    const file = await realpath(resolve(join(root, path)))
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? await readFile(file) : null
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
