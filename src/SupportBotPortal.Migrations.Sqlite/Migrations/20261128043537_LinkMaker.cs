using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LinkMaker : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // It is not known who made those that there are, so that nobody could be asked whether he still may. Who waits for one gets a new one.
            migrationBuilder.Sql("DELETE FROM AccountLinks;");

            migrationBuilder.AddColumn<Guid>(
                name: "CreatedById",
                table: "AccountLinks",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CreatedById",
                table: "AccountLinks");
        }
    }
}
