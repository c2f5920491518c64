// Reads a graph file as its own program would and prints what it found, as JSON:
// {nodes: [[id, attributes]], edges: [[id, source, target, attributes]]}
const fs = require('fs');
const [format, path] = process.argv.slice(2);
const text = fs.readFileSync(path, 'utf8');

// The parsers of Gephi Lite run in a browser; xmldom stands for the browser's.
function withParser(name) {
  const {DOMParser} = require('@xmldom/xmldom');
  const document = new DOMParser().parseFromString(text, 'application/xml');
  global.DOMParser = DOMParser;
  global.Document = document.constructor;
  const {DirectedGraph, MultiDirectedGraph} = require('graphology');
  return require(`${name}/browser/parser.js`)(MultiDirectedGraph || DirectedGraph, text);
}

function fromGraphology(graph) {
  return {
    nodes: graph.mapNodes((id, data) => [id, data]),
    edges: graph.mapEdges((id, data, source, target) => [id, source, target, data]),
  };
}

function fromCytoscape() {
  const graph = require('cytoscape')({headless: true, elements: JSON.parse(text).elements});
  return {
    nodes: graph.nodes().map(node => [node.id(), node.data()]),
    edges: graph.edges().map(edge => [edge.id(), edge.source().id(), edge.target().id(), edge.data()]),
  };
}

const readers = {
  graphml: () => fromGraphology(withParser('graphology-graphml')),
  gexf: () => fromGraphology(withParser('graphology-gexf')),
  cytoscape: fromCytoscape,
};
process.stdout.write(JSON.stringify(readers[format]()));
