/** In links and code whatever cannot be seen is written out, in sentences only what deceives; so a copy of code holds no trap. */
import { showTurns, showUnseen } from '../../../shared/domain/unseen.ts'

interface Node {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Node[]
}

const EXACT = new Set(['a', 'code', 'pre'])

/** A rehype plugin. */
export const unseenShown = () => (tree: Node) => showIn(tree, false)

function showIn(node: Node, isExact: boolean): void {
  if (node.type === 'text') node.value = (isExact ? showUnseen : showTurns)(node.value ?? '')
  const { alt } = node.properties ?? {}
  if (typeof alt === 'string') node.properties = { ...node.properties, alt: showUnseen(alt) }
  for (const child of node.children ?? []) showIn(child, isExact || EXACT.has(node.tagName ?? ''))
}
