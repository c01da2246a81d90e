/** One formula, drawn by KaTeX node by node: no HTML is parsed. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'

/** Longer ones would hold up the window. In characters. */
const LONGEST = 4_000
/** No sign of a formula is larger than that, whatever it asks for. In em. */
const LARGEST_EM = 20

/** A formula it cannot read is shown as it was written. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (place.current === null) return
    if (tex.length > LONGEST) {
      place.current.textContent = tex
      return
    }
    try {
      katex.render(tex, place.current, {
        displayMode: isDisplay,
        throwOnError: true,
        trust: false,
        maxSize: LARGEST_EM,
        strict: 'ignore',
      })
    } catch {
      place.current.textContent = tex
    }
  }, [tex, isDisplay])
  return <span ref={place} className={isDisplay ? 'block overflow-x-auto py-1' : ''} />
}
