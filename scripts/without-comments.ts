import ts from 'typescript'

/** A program of JavaScript without its comments: what is loaded at every start need not explain itself. Licenses are kept elsewhere. */
export function withoutComments(program: string): string {
  const source = ts.createSourceFile('program.js', program, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS)
  const parts: string[] = []
  const visit = (node: ts.Node): void => {
    // What stands about a token in a comment is parsed into children of it.
    const children = node.getChildren(source).filter(({ kind }) => kind < ts.SyntaxKind.FirstJSDocNode || kind > ts.SyntaxKind.LastJSDocNode)
    if (children.length > 0) children.forEach(visit)
    else parts.push(renderBetween(program.slice(node.getFullStart(), node.getStart(source))), program.slice(node.getStart(source), node.getEnd()))
  }
  visit(source)
  return parts.join('')
}

/** Between two tokens there are only spaces, ends of lines and comments. */
function renderBetween(text: string): string {
  if (!text.includes('/')) return text
  return text.includes('\n') ? '\n' : ' '
}
