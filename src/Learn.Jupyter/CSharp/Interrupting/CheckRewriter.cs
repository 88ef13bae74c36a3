using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Learn.Jupyter.CSharp;

/// <summary>
/// Writes checks into a cell: at the start of every loop's body and function, before every goto, around every awaited task.
/// It adds no line, so that places in stack traces stay the author's.
/// </summary>
internal sealed class CheckRewriter(SemanticModel model) : CSharpSyntaxRewriter
{
    private static readonly string Checks = "global::" + typeof(CellCheck).FullName;
    private static readonly StatementSyntax LoopCheck = ParseStatement($"{Checks}.Loop();");
    private static readonly StatementSyntax CallCheck = ParseStatement($"{Checks}.Call();");
    private static readonly ExpressionSyntax AwaitCheck = ParseExpression($"{Checks}.Await");

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithStatement(InLoop(visited.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithStatement(InLoop(visited.Statement));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var visited = (ForStatementSyntax)base.VisitForStatement(node)!;
        return visited.WithStatement(InLoop(visited.Statement));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var visited = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return visited.WithStatement(InLoop(visited.Statement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var visited = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return visited.WithStatement(InLoop(visited.Statement));
    }

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) =>
        InLoop((GotoStatementSyntax)base.VisitGotoStatement(node)!);

    public override SyntaxNode? VisitAwaitExpression(AwaitExpressionSyntax node)
    {
        var visited = (AwaitExpressionSyntax)base.VisitAwaitExpression(node)!;
        return IsTask(model.GetTypeInfo(node.Expression).Type)
            ? visited.WithExpression(InvocationExpression(AwaitCheck, ArgumentList(SingletonSeparatedList(Argument(visited.Expression)))))
            : visited;
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        var visited = (SimpleLambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!;
        return InLambda(node, visited) is { } body ? visited.WithExpressionBody(null).WithBlock(body) : visited;
    }

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        var visited = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
        return InLambda(node, visited) is { } body ? visited.WithExpressionBody(null).WithBlock(body) : visited;
    }

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var visited = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return visited.WithBlock(InFunction(visited.Block));
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(InFunction(body)),
            { ExpressionBody: { } arrow } => visited.WithExpressionBody(null).WithSemicolonToken(default)
                .WithBody(FromArrow(node.ExpressionBody!, arrow, GivesNothing(model.GetDeclaredSymbol(node)), visited.SemicolonToken)),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(InFunction(body)),
            { ExpressionBody: { } arrow } => visited.WithExpressionBody(null).WithSemicolonToken(default)
                .WithBody(FromArrow(node.ExpressionBody!, arrow, GivesNothing(model.GetDeclaredSymbol(node)), visited.SemicolonToken)),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        var visited = (OperatorDeclarationSyntax)base.VisitOperatorDeclaration(node)!;
        return visited.Body is { } body ? visited.WithBody(InFunction(body)) : visited;
    }

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        // A check that throws in a static constructor would make its type unusable for good.
        var visited = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
        return visited.Body is { } body && !node.Modifiers.Any(SyntaxKind.StaticKeyword) ? visited.WithBody(InFunction(body)) : visited;
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return visited.ExpressionBody is { } arrow
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(AccessorList(SingletonList(
                AccessorDeclaration(SyntaxKind.GetAccessorDeclaration)
                    .WithBody(FromArrow(node.ExpressionBody!, arrow, false, visited.SemicolonToken)))))
            : visited;
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var visited = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return visited switch
        {
            { Body: { } body } => visited.WithBody(InFunction(body)),
            { ExpressionBody: { } arrow } => visited.WithExpressionBody(null).WithSemicolonToken(default)
                .WithBody(FromArrow(node.ExpressionBody!, arrow, !node.IsKind(SyntaxKind.GetAccessorDeclaration), visited.SemicolonToken)),
            _ => visited,
        };
    }

    private BlockSyntax? InLambda(LambdaExpressionSyntax node, LambdaExpressionSyntax visited)
    {
        if (visited.Block is { } block)
        {
            return InFunction(block);
        }

        // An expression tree has no statements; nothing is known of a lambda that could not be bound.
        return model.GetTypeInfo(node).ConvertedType is INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } invoke }
            && visited.ExpressionBody is not null and not RefExpressionSyntax
            ? Block(CallCheck, AsStatement(node.ExpressionBody!, visited.ExpressionBody, GivesNothing(invoke.ReturnType, !node.AsyncKeyword.IsKind(SyntaxKind.None))))
            : null;
    }

    private static BlockSyntax FromArrow(ArrowExpressionClauseSyntax node, ArrowExpressionClauseSyntax visited, bool givesNothing, SyntaxToken semicolon) =>
        Block(CallCheck, AsStatement(node.Expression, visited.Expression, givesNothing))
            .WithLeadingTrivia(visited.GetLeadingTrivia()).WithTrailingTrivia(semicolon.TrailingTrivia);

    private static StatementSyntax AsStatement(ExpressionSyntax node, ExpressionSyntax visited, bool givesNothing) => node switch
    {
        ThrowExpressionSyntax => ThrowStatement(((ThrowExpressionSyntax)visited).Expression.WithLeadingTrivia(visited.GetLeadingTrivia().Insert(0, Space))),
        _ when givesNothing => ExpressionStatement(visited),
        _ => ReturnStatement(visited.WithLeadingTrivia(visited.GetLeadingTrivia().Insert(0, Space))),
    };

    private static bool GivesNothing(IMethodSymbol? method) => method is null || GivesNothing(method.ReturnType, method.IsAsync);

    private static bool GivesNothing(ITypeSymbol returned, bool isAsync) =>
        returned.SpecialType == SpecialType.System_Void
        || (isAsync && returned is INamedTypeSymbol { IsGenericType: false, Name: "Task" or "ValueTask" });

    private static bool IsTask(ITypeSymbol? type)
    {
        for (var each = type as INamedTypeSymbol; each is not null; each = each.BaseType)
        {
            if (each.Name is "Task" or "ValueTask" && each.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks")
            {
                return true;
            }
        }

        return false;
    }

    private static BlockSyntax InFunction(BlockSyntax body) => body.WithStatements(body.Statements.Insert(0, CallCheck));

    private static BlockSyntax InLoop(StatementSyntax body) => body is BlockSyntax block
        ? block.WithStatements(block.Statements.Insert(0, LoopCheck))
        : Block(LoopCheck, body);
}
