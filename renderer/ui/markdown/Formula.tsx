/** One formula, drawn by KaTeX node by node: no HTML is parsed. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'

/** A formula it cannot read is shown as it was written. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (place.current === null) return
    try {
      katex.render(tex, place.current, {
        displayMode: isDisplay,
        throwOnError: true,
        trust: false,
        strict: 'ignore',
      })
    } catch {
      place.current.textContent = tex
    }
  }, [tex, isDisplay])
  return <span ref={place} className={isDisplay ? 'block overflow-x-auto py-1' : ''} />
}
