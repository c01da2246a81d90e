/** Takes a multipart/form-data body apart (RFC 7578), as file uploads need it and no further. */

export interface FormPart {
  name: string
  /** Present when the part is a file. */
  filename?: string
  bytes: Buffer
}

/** Undefined when the content type or the body is not well-formed multipart. */
export function parseMultipart(body: Buffer, contentType: string): FormPart[] | undefined {
  const boundary = boundaryIn(contentType)
  if (boundary === undefined) return undefined
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // With a line break put in front, the first delimiter looks like all others.
  const whole = Buffer.concat([Buffer.from('\r\n'), body])
  const parts: FormPart[] = []
  let at = whole.indexOf(delimiter)
  while (at !== -1) {
    const from = at + delimiter.length
    if (whole.subarray(from, from + 2).toString('latin1') === '--') return parts
    const next = whole.indexOf(delimiter, from)
    if (next === -1) return undefined
    const part = partFrom(whole.subarray(from, next))
    if (!part) return undefined
    parts.push(part)
    at = next
  }
  return undefined
}

function boundaryIn(contentType: string): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined
  const found = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType)
  return found?.[1] ?? found?.[2]
}

/** `raw` begins behind the delimiter: padding, line break, headers, empty line, bytes. */
function partFrom(raw: Buffer): FormPart | undefined {
  const lineEnd = raw.indexOf('\r\n')
  if (lineEnd === -1 || raw.subarray(0, lineEnd).toString('latin1').trim() !== '') return undefined
  const headersEnd = raw.indexOf('\r\n\r\n', lineEnd)
  if (headersEnd === -1) return undefined
  const headers = raw.subarray(lineEnd + 2, headersEnd).toString('utf8')
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1]
  if (disposition === undefined) return undefined
  const name = parameterIn(disposition, 'name')
  const filename = parameterIn(disposition, 'filename')
  if (name === undefined) return undefined
  const bytes = Buffer.from(raw.subarray(headersEnd + 4))
  return filename === undefined ? { name, bytes } : { name, filename, bytes }
}

function parameterIn(disposition: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|;)\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(disposition)
  // Browsers write a quote in a name as %22 or \", line breaks as %0D%0A.
  return (found?.[1]?.replace(/\\(["\\])/g, '$1') ?? found?.[2])?.replace(/%22/g, '"').replace(/%0D%0A/g, ' ')
}
