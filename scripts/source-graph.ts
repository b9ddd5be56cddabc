import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import ts from 'typescript';

/** One import of a source file. `static`: needed before the file runs; `type`: gone after compilation. */
export type SourceImport = {
  readonly kind: 'static' | 'dynamic' | 'type';
  /** A path below `source/` without its ending, or a package's specifier. */
  readonly target: string;
  readonly isOwn: boolean;
};

/** One file below `source/`. */
export type SourceFile = {
  /** Path below `source/`, with its ending. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly SourceImport[];
  readonly tree: ts.SourceFile;
};

/** Paths of all files below `directory` that end in one of `endings`, sorted. */
export const filesBelow = (directory: string, endings: readonly string[]): readonly string[] =>
  readdirSync(directory, {recursive: true, encoding: 'utf8'})
    .filter(path => endings.some(ending => path.endsWith(ending)))
    .toSorted();

/** Reads every TypeScript file below `root`, with what it imports. */
export const readSources = (root: string): readonly SourceFile[] =>
  filesBelow(root, ['.ts', '.tsx']).map(path => {
    const text = readFileSync(join(root, path), 'utf8');
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    const lines = text.split('\n').length - 1;
    return {path, text, lines, tree, imports: importsOf(tree, path)};
  });

const importsOf = (tree: ts.SourceFile, path: string): readonly SourceImport[] => {
  const found: SourceImport[] = [];
  const add = (kind: SourceImport['kind'], specifier: string): void => {
    const isOwn = specifier.startsWith('.');
    const target = isOwn ? relative('.', join(dirname(path), specifier)).replace(/\.js$/, '') : specifier;
    found.push({kind, target, isOwn});
  };
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(isTypeOnly(node) ? 'type' : 'static', node.moduleSpecifier.text);
    }
    if (ts.isCallExpression(node)) {
      const [argument] = node.arguments;
      const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      if ((isImport || isRequire) && argument && ts.isStringLiteral(argument)) {
        add(isImport ? 'dynamic' : 'static', argument.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
};

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every(element => element.isTypeOnly);
};

/** The package of a specifier: `swr/subscription` is of `swr`; null for Node's own modules. */
export const packageOf = (specifier: string): string | null => {
  if (specifier.startsWith('node:')) return null;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
};

/** Everything that is loaded when `entry` is: own files and packages, following static imports only. */
export const loadedBy = (
  sources: readonly SourceFile[],
  entry: string,
): {readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string>} => {
  const byName = new Map(sources.map(source => [source.path.replace(/\.tsx?$/, ''), source]));
  const files = new Set<string>();
  const packages = new Set<string>();
  const follow = (name: string): void => {
    if (files.has(name)) return;
    files.add(name);
    for (const one of byName.get(name)?.imports ?? []) {
      if (one.kind !== 'static') continue;
      if (one.isOwn) follow(one.target);
      else {
        const of = packageOf(one.target);
        if (of !== null) packages.add(of);
      }
    }
  };
  follow(entry);
  return {files, packages};
};
