/**
 * Any JSON object, with at most one blank or line break between its parts: small models would go on
 * with blanks to the token limit. Written in llama.cpp's GBNF.
 */
export const objectGrammar = String.raw`
root ::= object
value ::= object | array | string | number | "true" | "false" | "null"
object ::= "{" ws ( string ":" ws value ( "," ws string ":" ws value )* )? ws "}"
array ::= "[" ws ( value ( "," ws value )* )? ws "]"
string ::= "\"" ( [^"\\\x00-\x1F\x7F] | "\\" ( ["\\/bfnrt] | "u" [0-9a-fA-F]{4} ) )* "\""
number ::= "-"? ( "0" | [1-9] [0-9]{0,15} ) ( "." [0-9]{1,15} )?
ws ::= [ \n]?
`;

/** Follows a JSON object as it is written; says `true` once its closing brace has come. */
export function objectEnd(): (text: string) => boolean {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  const read = (character: string): boolean => {
    if (isEscaped) isEscaped = false;
    else if (isText && character === '\\') isEscaped = true;
    else if (character === '"') isText = !isText;
    else if (!isText && '{['.includes(character)) depth++;
    else if (!isText && '}]'.includes(character)) return --depth === 0;
    return false;
  };
  return text => [...text].some(read);
}
