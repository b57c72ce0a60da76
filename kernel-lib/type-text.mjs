/* Types as text, written out as our own compiler sees them. */
import ts from 'typescript';

/**
 * A type as text. `nameOf` says under which name a type is known, if it is; the type asked for
 * itself is always written out.
 */
export function typeText(checker, type, nameOf, indent = '') {
  const inner = (each, deeper = indent) => nameOf(each) ?? typeText(checker, each, nameOf, deeper);
  if (type.flags & ts.TypeFlags.Boolean) return 'boolean';
  if (type.isUnion()) return unionText(type, inner);
  if (checker.isTupleType(type)) return tupleText(checker, type, inner);
  if (checker.isArrayType(type)) return arrayText(checker, type, inner);
  if (type.flags & ts.TypeFlags.Object && type.getCallSignatures().length === 0) {
    return objectText(checker, type, inner, indent);
  }
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
}

function unionText({ types }, inner) {
  const booleans = types.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
  const others = types.filter(type => !booleans.includes(type));
  const texts = [
    ...others.map(type => inner(type)),
    ...(booleans.length === 2 ? ['boolean'] : booleans.map(type => inner(type)))
  ];
  return texts.join(' | ');
}

function tupleText(checker, type, inner) {
  const items = checker.getTypeArguments(type).map(item => inner(item));
  return `${type.target.readonly ? 'readonly ' : ''}[${items.join(', ')}]`;
}

function arrayText(checker, type, inner) {
  const [item] = checker.getTypeArguments(type);
  return `${type.symbol.name === 'ReadonlyArray' ? 'ReadonlyArray' : 'Array'}<${inner(item)}>`;
}

function objectText(checker, type, inner, indent) {
  const deeper = `${indent}  `;
  const indices = checker
    .getIndexInfosOfType(type)
    .map(info => `[key: ${checker.typeToString(info.keyType)}]: ${inner(info.type, deeper)}`);
  const fields = type.getProperties().map(property => fieldText(checker, property, inner, deeper));
  const lines = [...indices, ...fields].map(line => `${deeper}${line};\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function fieldText(checker, property, inner, indent) {
  const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  const type = checker.getTypeOfSymbol(property);
  const said =
    isOptional && type.isUnion() ? unionText(withoutUndefined(type), inner) : inner(type, indent);
  const doc = ts.displayPartsToString(property.getDocumentationComment(checker));
  const comment = doc ? `/** ${doc.replace(/\s*\n\s*/g, ' ')} */\n${indent}` : '';
  const isReadonly = (ts.getCheckFlags?.(property) ?? 0) & 8; // of a mapped type, as .readonly() makes it
  const name = /^[A-Za-z_$][\w$]*$/.test(property.name)
    ? property.name
    : JSON.stringify(property.name);
  return `${comment}${isReadonly ? 'readonly ' : ''}${name}${isOptional ? '?' : ''}: ${said}`;
}

function withoutUndefined({ types }) {
  return { types: types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)) };
}
