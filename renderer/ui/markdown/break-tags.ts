/** `<br>` is the one tag people use in tables: it becomes a line break, every other tag stays text. */

interface Node {
  type: string
  value?: string
  children?: Node[]
}

/** A remark plugin. */
export const breakTags = () => (tree: Node) => replaceIn(tree)

function replaceIn(node: Node): void {
  for (const child of node.children ?? []) {
    if (child.type === 'html' && /^<br\s*\/?>$/i.test(child.value ?? '')) {
      child.type = 'break'
      delete child.value
    } else replaceIn(child)
  }
}
